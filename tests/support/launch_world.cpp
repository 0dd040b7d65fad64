#include "tests/support/launch_world.hpp"

#include <algorithm>

namespace schakel::test {

namespace {

// One key serves all tests: making one takes a noticeable time.
const crypto::key& own_key() {
    static const crypto::key made = crypto::key::generate(crypto::key_kind::rsa);
    return made;
}

} // namespace

// ---------------------------------------------------------------- the ledger

std::optional<launch_class> memory_ledger::find_class(std::string_view handle) const {
    const auto found = std::ranges::find(classes, handle, &launch_class::handle);
    return found == classes.end() ? std::nullopt : std::optional(*found);
}

std::optional<launch_result> memory_ledger::find_result(std::string_view handle) const {
    const auto found = std::ranges::find(handles, handle, &launch_result::handle);
    return found == handles.end() ? std::nullopt : std::optional(*found);
}

std::optional<line_item> memory_ledger::find_line_item(std::string_view id) const {
    const auto found = items.find(std::string(id));
    return found == items.end() ? std::nullopt : std::optional(found->second);
}

std::vector<line_item> memory_ledger::line_items(
    std::string_view class_handle, const line_item_filter& which, std::string_view after, std::size_t limit
) const {
    const auto fits = [](const std::string& wanted, const std::string& value) {
        return wanted.empty() || wanted == value;
    };
    std::vector<line_item> out;
    for (const auto& [id, one] : items) {
        if (id <= after || one.class_handle != class_handle || out.size() == limit) continue;
        if (fits(which.resource_link, one.resource_link) && fits(which.resource_id, one.resource_id) &&
            fits(which.tag, one.tag))
            out.push_back(one);
    }
    return out;
}

result<line_item> memory_ledger::add_line_item(line_item what) {
    what.id = "item-" + std::to_string(++made_);
    return items.emplace(what.id, what).first->second;
}

result<done> memory_ledger::replace_line_item(const line_item& what) {
    items[what.id] = what;
    return done{};
}

result<done> memory_ledger::remove_line_item(std::string_view id) {
    items.erase(std::string(id));
    return done{};
}

result<bool> memory_ledger::claim_line_item(std::string_view id, std::string_view by) {
    return claims.try_emplace(std::string(id), by).first->second == by;
}

void memory_ledger::let_go_of_line_item(std::string_view id, std::string_view by) {
    const auto held = claims.find(id);
    if (held != claims.end() && held->second == by) claims.erase(held);
}

std::vector<given_score> memory_ledger::results(
    std::string_view line_item, std::string_view person, std::string_view after, std::size_t limit
) const {
    std::vector<given_score> out;
    const auto of = scores.find(std::string(line_item));
    if (of == scores.end()) return out;
    for (const auto& [who, score] : of->second) {
        if (who > after && (person.empty() || who == person) && out.size() < limit) out.push_back(score);
    }
    return out;
}

// ---------------------------------------------------------------- everything else

launch_world::launch_world() : own(own_key()) {}

launching launch_world::with(const std::string& recall_key) {
    launching out;
    out.base_url = "https://gw.example/lti/1.3";
    out.gateway_url = "https://gw.example";
    out.parties = this;
    out.keys = this;
    out.ledger = &ledger;
    out.now = time.now();
    out.random = [this] { return "random-" + std::to_string(++random_); };
    out.keys_at = [this](std::string_view url, bool) -> const result<crypto::key_set>* {
        const auto found = keys_at.find(std::string(url));
        return found == keys_at.end() ? nullptr : &found->second;
    };
    out.answer_of = [this](std::string_view url) -> const received_answer* {
        const auto found = answers.find(std::string(url));
        return found == answers.end() ? nullptr : &found->second;
    };
    out.members = [this](
                      const launch_class&, const member_filter& which, std::string_view since, std::string_view after,
                      std::size_t limit
                  ) -> result<member_page> {
        member_page page;
        page.version = "v1";
        for (const model::launch_person& one : members) {
            if (one.ids.front().value <= after) continue;
            const auto holds = [&](const model::held_role& role) { return to_string(role.what) == which.role; };
            if (!which.role.empty() && std::ranges::none_of(one.roles, holds)) continue;
            if (page.members.size() == limit) {
                page.next = page.members.back().ids.front().value;
                break;
            }
            page.members.push_back(one);
            if (!since.empty()) page.members.back().roles.clear();
        }
        return page;
    };
    out.invited = [this](std::string_view token) {
        return invitation.empty() || token != invitation ? std::nullopt : std::optional(invited);
    };
    if (auto known_state = remembered.extract(recall_key)) out.remembered = std::move(known_state.mapped());
    return out;
}

const show&
launch_world::shown(const launch_step& step, const std::string& system, std::shared_ptr<const model::launch> launch) {
    const show& what = std::get<show>(step.what);
    for (const remembering& one : what.remember)
        remembered[one.key] = {
            one.bytes, system, one.binding.empty() ? same_browser::unproven : same_browser::yes, one.binding, launch};
    return what;
}

const launch_party* launch_world::find(launch_side side, std::string_view system) const {
    for (const launch_party& one : known) {
        if (one.side == side && one.system == system) return &one;
    }
    return nullptr;
}

std::vector<const launch_party*>
launch_world::find_by_name(launch_side side, std::string_view issuer, std::string_view client_id) const {
    std::vector<const launch_party*> out;
    for (const launch_party& one : known) {
        if (one.side != side || (!issuer.empty() && one.issuer != issuer)) continue;
        if (client_id.empty() || one.client_id == client_id) out.push_back(&one);
    }
    return out;
}

const launch_party* launch_world::find_by_key(launch_side side, std::string_view consumer_key) const {
    for (const launch_party& one : known) {
        const auto is_it = [&](const shared_key& key) { return key.key == consumer_key; };
        if (one.side == side && std::ranges::any_of(one.keys, is_it)) return &one;
    }
    return nullptr;
}

crypto::key launch_world::current(crypto::algorithm) const {
    return own;
}

crypto::key_set launch_world::published() const {
    return crypto::key_set({own});
}

std::string launch_world::jwks() const {
    return crypto::to_jwks(std::span(&own, 1));
}

} // namespace schakel::test
