#include "adapters/common/oneroster/quirks.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel::oneroster {

namespace {

constexpr std::array all{
    quirk_info{quirk::boolean_form, "boolean-form", false, "booleans as TRUE, True, 1 or JSON true"},
    quirk_info{quirk::number_form, "number-form", false, "numbers where texts stand, or the reverse"},
    quirk_info{quirk::empty_as_absent, "empty-as-absent", false, "null or an empty text instead of leaving out"},
    quirk_info{quirk::single_for_list, "single-for-list", false, "one value where a list stands, or the reverse"},
    quirk_info{quirk::date_form, "date-form", false, "dates and moments in other forms"},
    quirk_info{quirk::word_case, "word-case", false, "words in other letter case: Scheduled, Student"},
    quirk_info{quirk::unknown_word, "unknown-word", false, "words outside the vocabulary; the value is left behind"},
    quirk_info{quirk::status_inactive, "status-inactive", false, "status inactive of 1.0, read as tobedeleted"},
    quirk_info{quirk::missing_base, "missing-base", false, "objects without status or dateLastModified"},
    quirk_info{quirk::missing_required, "missing-required", false, "objects without a value that they must have"},
    quirk_info{
        quirk::missing_links, "missing-links", false, "classes without course or terms, enrollments without school"},
    quirk_info{quirk::no_sourced_id, "no-sourced-id", false, "objects without sourcedId; they are left behind"},
    quirk_info{quirk::flat_role, "flat-role", false, "role and orgs of 1.1 in 1.2"},
    quirk_info{quirk::nested_role, "nested-role", false, "roles of 1.2 in 1.1"},
    quirk_info{
        quirk::role_by_address, "role-by-address", false,
        "users without role; students and teachers are fetched apart"},
    quirk_info{quirk::bare_reference, "bare-reference", true, "references without href or type"},
    quirk_info{quirk::dangling, "dangling", true, "references to objects that were not delivered"},
    quirk_info{quirk::unknown_member, "unknown-member", true, "members that no version knows; they are left behind"},
    quirk_info{quirk::any_wrapper, "any-wrapper", false, "a collection under another name, or as bare array"},
    quirk_info{
        quirk::missing_collection, "missing-collection", false, "404 for courses, sessions or terms: there are none"},
    quirk_info{quirk::content_type, "content-type", true, "JSON under another media type"},
    quirk_info{quirk::x_count, "x-count", false, "X-Count instead of X-Total-Count"},
    quirk_info{quirk::no_sort, "no-sort", false, "sort is not accepted"},
    quirk_info{quirk::no_filter, "no-filter", false, "filter on dateLastModified is not accepted: always a full load"},
    quirk_info{quirk::query_case, "query-case", false, "query names written Limit, Offset, Sort, Filter"}};
static_assert(all.size() == quirk_count);

const std::vector<quirk_profile>& profiles() {
    static const std::vector<quirk_profile> list = [] {
        quirk_profile lenient{"lenient", {}};
        for (const quirk_info& one : all) {
            // What changes what is asked is agreed one by one.
            const bool asks_otherwise = one.which == quirk::role_by_address || one.which >= quirk::missing_collection;
            if (!one.always && !asks_otherwise) lenient.holds.push_back(one.which);
        }
        return std::vector<quirk_profile>{
            std::move(lenient),
            {"relics-of-1.0", {quirk::status_inactive, quirk::date_form, quirk::word_case, quirk::missing_base}},
            {"thin-objects",
             {quirk::missing_base, quirk::missing_required, quirk::missing_links, quirk::empty_as_absent,
              quirk::boolean_form, quirk::no_sourced_id, quirk::role_by_address}},
            {"visma-flyt-skole", {quirk::query_case}}};
    }();
    return list;
}

} // namespace

std::span<const quirk_info> quirks() {
    return all;
}

std::string_view to_string(quirk which) {
    return all[static_cast<std::size_t>(which)].name;
}

std::span<const quirk_profile> quirk_profiles() {
    return profiles();
}

std::vector<std::string_view> quirk_names() {
    std::vector<std::string_view> out;
    for (const quirk_info& one : all) out.push_back(one.name);
    for (const quirk_profile& one : profiles()) out.push_back(one.name);
    return out;
}

bends::bends(const std::set<std::string, std::less<>>& agreed) {
    for (const quirk_info& one : all) {
        if (one.always || agreed.contains(one.name)) agreed_.set(static_cast<std::size_t>(one.which));
    }
    for (const quirk_profile& one : profiles()) {
        if (!agreed.contains(one.name)) continue;
        for (const quirk each : one.holds) agreed_.set(static_cast<std::size_t>(each));
    }
}

bool bends::allow(quirk which, const json::value& where, std::string_view expected) {
    return tells(which) ? note(which, where.where(), expected) : has(which);
}

bool bends::allow(quirk which, std::string_view path, std::string_view expected) {
    if (!tells(which)) return has(which);
    location where;
    where.path = path;
    return note(which, std::move(where), expected);
}

bool bends::note(quirk which, location where, std::string_view expected) {
    const bool agreed = has(which);
    static const rule& taken = pull_rule("oneroster.quirk");
    static const rule& refused = pull_rule("oneroster.deviation");
    noted_.push_back(
        {agreed ? &taken : &refused, std::move(where), std::string(expected), std::string(to_string(which)), {}}
    );
    return agreed;
}

void bends::refuse(const json::value& where, std::string_view expected) {
    static const rule& unreadable = pull_rule("oneroster.unreadable");
    noted_.push_back({&unreadable, where.where(), std::string(expected), masked(where.raw()), {}});
}

findings bends::take() {
    return std::exchange(noted_, {});
}

} // namespace schakel::oneroster
