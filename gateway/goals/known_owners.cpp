#include "gateway/goals/known_owners.hpp"

#include <algorithm>
#include <map>

namespace schakel::goals {

namespace {

namespace known = model::goals;

std::string day_text(const std::optional<known::day>& day) {
    return day ? to_string(*day) : std::string{};
}

void write_days(json::writer& out, const auto& of) {
    out.member_if_present("valid_from", day_text(of.valid_from));
    out.member_if_present("valid_to", day_text(of.valid_to));
}

void write_head(json::writer& out, const known::release& one) {
    out.member("release", one.label).member("id", one.id);
    out.member_if_present("published", day_text(one.published));
    write_days(out, one);
}

void write_head(json::writer& out, const known::mapping_set& one) {
    constexpr std::string_view signatures[]{"", "valid", "invalid", "unknown-signer"};
    out.member("mapping_set", one.name).member("version", one.version).member("id", one.id);
    out.member_if_present("title", one.title).member_if_present("author", one.author);
    out.member("subject_framework", one.subject_framework).member("object_framework", one.object_framework);
    write_days(out, one);
    out.member_if_present("signature", signatures[static_cast<std::size_t>(one.signature)]);
    out.member_if_present("signer", one.signer);
}

} // namespace

std::uint64_t count_of(const owner_head& head, known::record_kind kind) {
    return head.counts[static_cast<std::size_t>(kind)];
}

known_owners::known_owners(const goal_store& store) : all_(store.owners()) {
    std::map<std::string_view, framework> by_id;
    for (const stored_owner& one : all_) {
        if (std::holds_alternative<known::mapping_set>(one.head.what)) mapping_sets_.push_back(&one);
        const auto* release = std::get_if<known::release>(&one.head.what);
        if (!release) continue;
        framework& of = by_id[release->framework];
        of.id = release->framework;
        if (one.head.framework) of.title = one.head.framework->title;
        of.releases.push_back(&one);
    }
    for (auto& [id, of] : by_id) frameworks_.push_back(std::move(of));
}

const known_owners::framework* known_owners::find(std::string_view id) const {
    const auto found = std::ranges::find(frameworks_, id, &framework::id);
    return found == frameworks_.end() ? nullptr : &*found;
}

void write(json::writer& out, const stored_owner& one) {
    out.begin_object();
    if (const auto* release = std::get_if<known::release>(&one.head.what)) write_head(out, *release);
    if (const auto* set = std::get_if<known::mapping_set>(&one.head.what)) write_head(out, *set);
    out.member("goals", count_of(one.head, known::record_kind::goal));
    out.member("associations", count_of(one.head, known::record_kind::association));
    out.member("import", one.import).end_object();
}

void write(json::writer& out, const known_owners::framework& one) {
    out.begin_object().member("id", one.id).member("title", one.title).name("releases").begin_array();
    for (const stored_owner* each : one.releases) write(out, *each);
    out.end_array().end_object();
}

void write_members(json::writer& out, const known_owners& all) {
    out.name("frameworks").begin_array();
    for (const known_owners::framework& one : all.frameworks()) write(out, one);
    out.end_array().name("mapping_sets").begin_array();
    for (const stored_owner* one : all.mapping_sets()) write(out, *one);
    out.end_array();
}

} // namespace schakel::goals
