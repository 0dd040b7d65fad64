#include "tests/support/memory_roster_rows.hpp"

#include <algorithm>

namespace schakel::test {

using namespace outbox;
using status = roster_version::state;

namespace {

const failure not_staged{"no such version is staged"};
const failure refused{"the disk is full"};

bool visible(const stored_roster_row& row, roster_number at) {
    return row.since <= at && (!row.until || *row.until > at);
}

bool is_staged(const roster_version& one) {
    return one.status == status::staging || one.status == status::held;
}

bool any_visible(const std::vector<stored_roster_row>& of, roster_number at) {
    return std::ranges::any_of(of, [&](const stored_roster_row& row) { return visible(row, at); });
}

known_roster_row known_of(const stored_roster_row& row) {
    return {row.what.key, row.place, row.since, row.what.digest};
}

template <class Row>
void cut(std::vector<Row>& list, std::size_t most) {
    if (list.size() > most) list.erase(list.begin() + static_cast<std::ptrdiff_t>(most), list.end());
}

} // namespace

roster_version* memory_roster_rows::staged_version(number version) {
    const auto found = versions_.find(version);
    return found != versions_.end() && is_staged(found->second) ? &found->second : nullptr;
}

result<roster_number> memory_roster_rows::begin(std::string_view school, std::string_view source, instant at) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    if (staged(school)) return failure{"the school has a load that is staged or held"};
    schools_[std::string(school)];
    const number own = versions_.empty() ? 1 : versions_.rbegin()->first + 1;
    versions_[own] = {own, std::string(school), std::string(source), status::staging, at, {}, {}, {}};
    return own;
}

void memory_roster_rows::close_open_row(rows& of, const roster_key& key, number version) {
    auto& list = of[key];
    if (list.empty() || list.back().until) return;
    if (list.back().since < version)
        list.back().until = version;
    else
        list.pop_back();
}

result<done> memory_roster_rows::put(number version, std::span<const roster_row> put) {
    const std::lock_guard lock(mutex_);
    const roster_version* of = staged_version(version);
    if (refuses_ || !of) return refuses_ ? refused : not_staged;
    rows& all_rows = schools_[of->school];
    for (const roster_row& each : put) {
        close_open_row(all_rows, each.key, version);
        all_rows[each.key].push_back({each, ++last_place_, version, {}});
    }
    return done{};
}

result<done> memory_roster_rows::end(number version, std::span<const roster_key> gone) {
    const std::lock_guard lock(mutex_);
    const roster_version* of = staged_version(version);
    if (refuses_ || !of) return refuses_ ? refused : not_staged;
    for (const roster_key& each : gone) close_open_row(schools_[of->school], each, version);
    return done{};
}

result<bool> memory_roster_rows::undo(number version, std::size_t most) {
    const std::lock_guard lock(mutex_);
    const roster_version* of = staged_version(version);
    if (refuses_ || !of) return refuses_ ? refused : not_staged;
    std::size_t changed = 0;
    for (auto& [key, list] : schools_[of->school]) {
        if (changed < most && !list.empty() && list.back().since == version) {
            list.pop_back();
            ++changed;
        }
        if (changed < most && !list.empty() && list.back().until == version) {
            list.back().until.reset();
            ++changed;
        }
    }
    return changed > 0;
}

result<done> memory_roster_rows::note(number version, std::string_view summary) {
    const std::lock_guard lock(mutex_);
    roster_version* of = staged_version(version);
    if (refuses_ || !of) return refuses_ ? refused : not_staged;
    of->summary = summary;
    return done{};
}

result<done> memory_roster_rows::settle(const roster_settlement& how) {
    const std::lock_guard lock(mutex_);
    roster_version* of = staged_version(how.version);
    if (refuses_ || !of) return refuses_ ? refused : not_staged;
    of->status = how.status;
    of->settled = how.at;
    if (how.summary) of->summary = *how.summary;
    of->reason = how.reason;
    if (how.status == status::published) current_[of->school] = how.version;
    if (how.audit) audit_.push_back(*how.audit);
    return done{};
}

result<bool> memory_roster_rows::forget(std::string_view school, number until, std::size_t most) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    const auto known = current_.find(school);
    if (known == current_.end()) return false;
    std::size_t gone = 0;
    for (auto& [key, list] : schools_.find(school)->second)
        while (gone < most && !list.empty() && list.front().until && *list.front().until <= until &&
               *list.front().until <= known->second) {
            list.erase(list.begin());
            ++gone;
        }
    return gone > 0;
}

result<done> memory_roster_rows::pause(std::string_view school, instant until, const audit_entry& audit) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    schools_[std::string(school)];
    paused_[std::string(school)] = until;
    audit_.push_back(audit);
    return done{};
}

std::optional<instant> memory_roster_rows::paused_until(std::string_view school) {
    const std::lock_guard lock(mutex_);
    const auto found = paused_.find(school);
    return found == paused_.end() ? std::nullopt : std::optional(found->second);
}

result<done> memory_roster_rows::add_keys(std::span<const key_row> keys) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    for (const key_row& each : keys) {
        const bool known = std::ranges::any_of(keys_, [&](const key_row& one) {
            return one.school == each.school && one.table == each.table && one.key == each.key;
        });
        if (!known) keys_.push_back(each);
    }
    return done{};
}

result<done> memory_roster_rows::mark_learned(std::string_view school, number up_to) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    schools_[std::string(school)];
    number& mark = learned_[std::string(school)];
    mark = std::max(mark, up_to);
    return done{};
}

roster_number memory_roster_rows::learned(std::string_view school) {
    const std::lock_guard lock(mutex_);
    const auto found = learned_.find(school);
    return found == learned_.end() ? 0 : found->second;
}

result<done> memory_roster_rows::keep_sync(const kept_sync& what, std::size_t most) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    std::erase_if(syncs_, [&](const kept_sync& one) { return one.id == what.id; });
    syncs_.insert(syncs_.begin(), what);
    std::size_t of_school = 0;
    std::erase_if(syncs_, [&](const kept_sync& one) { return one.school == what.school && ++of_school > most; });
    return done{};
}

std::vector<kept_sync> memory_roster_rows::syncs(std::string_view school, std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::vector<kept_sync> found;
    for (const kept_sync& one : syncs_)
        if (school.empty() || one.school == school) found.push_back(one);
    cut(found, most);
    return found;
}

std::optional<kept_sync> memory_roster_rows::sync(std::string_view id) {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(syncs_, id, &kept_sync::id);
    return found == syncs_.end() ? std::nullopt : std::optional(*found);
}

std::optional<roster_version> memory_roster_rows::current(std::string_view school, std::optional<instant> at) {
    const std::lock_guard lock(mutex_);
    for (auto one = versions_.rbegin(); one != versions_.rend(); ++one) {
        const roster_version& v = one->second;
        if (v.school == school && v.status == status::published && (!at || *v.settled <= *at)) return v;
    }
    return std::nullopt;
}

std::optional<roster_version> memory_roster_rows::staged(std::string_view school) {
    const std::lock_guard lock(mutex_);
    for (const auto& [n, one] : versions_)
        if (one.school == school && is_staged(one)) return one;
    return std::nullopt;
}

std::optional<roster_version> memory_roster_rows::version(number which) {
    const std::lock_guard lock(mutex_);
    const auto found = versions_.find(which);
    return found == versions_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<roster_version> memory_roster_rows::versions(std::string_view school, number before, std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::vector<roster_version> some;
    for (auto one = versions_.rbegin(); one != versions_.rend(); ++one)
        if (one->second.school == school && (before == 0 || one->first < before)) some.push_back(one->second);
    cut(some, most);
    return some;
}

std::vector<std::string> memory_roster_rows::schools() {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> ids;
    for (const auto& [id, kept] : schools_) ids.push_back(id);
    return ids;
}

std::optional<roster_number> memory_roster_rows::first_since(std::string_view school, instant moment) {
    const std::lock_guard lock(mutex_);
    for (const auto& [n, one] : versions_)
        if (one.school == school && one.status == status::published && *one.settled >= moment) return n;
    return std::nullopt;
}

std::vector<stored_roster_row>
memory_roster_rows::all(std::string_view school, const std::function<bool(const row&)>& wanted) const {
    const std::lock_guard lock(mutex_);
    std::vector<row> some;
    const auto found = schools_.find(school);
    if (found == schools_.end()) return some;
    for (const auto& [key, list] : found->second)
        for (const row& each : list)
            if (wanted(each)) some.push_back(each);
    return some;
}

std::optional<stored_roster_row> memory_roster_rows::find(std::string_view school, number at, const roster_key& key) {
    auto found = all(school, [&](const row& each) { return each.what.key == key && each.since <= at; });
    if (found.empty()) return std::nullopt;
    return found.back();
}

std::vector<stored_roster_row> memory_roster_rows::page(std::string_view school, number at, const roster_page& what) {
    const std::lock_guard lock(mutex_);
    std::vector<row> some;
    for (const row& each : all(school, [&](const row& one) { return one.what.key.kind == what.kind; })) {
        if (each.what.key.id <= what.after || (what.link && each.what.links[*what.link] != what.to)) continue;
        if (what.with_ended) {
            if (find(school, at, each.what.key)->place != each.place || each.since > at) continue;
        } else if (!visible(each, at)) {
            continue;
        }
        const bool ended_then = each.until && *each.until >= what.changed_from && *each.until <= at;
        if (each.since >= what.changed_from || ended_then) some.push_back(each);
    }
    cut(some, what.most);
    return some;
}

std::vector<stored_roster_row>
memory_roster_rows::named(std::string_view school, number at, std::uint8_t kind, std::string_view name) {
    return all(school, [&](const row& each) {
        return each.what.key.kind == kind && visible(each, at) && std::ranges::count(each.what.names, name) > 0;
    });
}

std::vector<std::optional<known_roster_row>>
memory_roster_rows::known(std::string_view school, number at, std::span<const roster_key> keys) {
    std::vector<std::optional<known_roster_row>> some;
    for (const roster_key& key : keys) {
        const auto found = all(school, [&](const row& each) { return each.what.key == key && visible(each, at); });
        some.push_back(found.empty() ? std::nullopt : std::optional(known_of(found.front())));
    }
    return some;
}

std::vector<known_roster_row>
memory_roster_rows::known_after(std::string_view school, number at, const roster_key& after, std::size_t most) {
    std::vector<known_roster_row> some;
    for (const row& each : all(school, [&](const row& one) { return one.what.key > after && visible(one, at); }))
        some.push_back(known_of(each));
    cut(some, most);
    return some;
}

std::vector<roster_change> memory_roster_rows::changes(
    std::string_view school, number from, number to, const roster_change_cursor& after, std::size_t most, bool ended
) const {
    const std::lock_guard lock(mutex_);
    using place = std::pair<number, std::int64_t>;
    std::map<place, roster_change> some;
    const auto found = schools_.find(school);
    if (found == schools_.end()) return {};
    for (const auto& [key, list] : found->second) {
        const bool before = any_visible(list, from);
        for (const row& each : list) {
            const bool wanted =
                ended ? visible(each, from) && !any_visible(list, to) : visible(each, to) && each.since > from;
            const place at{ended ? each.until.value_or(0) : each.since, each.place};
            if (wanted && at > place{after.version, after.place}) some[at] = {each, before};
        }
    }
    std::vector<roster_change> list;
    for (auto& [at, one] : some) list.push_back(std::move(one));
    cut(list, most);
    return list;
}

std::vector<roster_change> memory_roster_rows::begun(
    std::string_view school, number from, number to, const roster_change_cursor& after, std::size_t most
) {
    return changes(school, from, to, after, most, false);
}

std::vector<roster_change> memory_roster_rows::ended(
    std::string_view school, number from, number to, const roster_change_cursor& after, std::size_t most
) {
    return changes(school, from, to, after, most, true);
}

std::vector<stored_roster_row> memory_roster_rows::history(std::string_view school, const roster_key& key) {
    const auto published = current(school, std::nullopt);
    return all(school, [&](const row& each) {
        return each.what.key == key && published && each.since <= published->number;
    });
}

} // namespace schakel::test
