#include "adapters/common/oneroster/rules.hpp"

#include "gateway/core/clock.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

constexpr std::size_t places_told = 10;
constexpr std::size_t longest_id = 255;

json::value member_or(json::value object, std::string_view name) {
    const json::value member = object.member(name);
    return member ? member : object;
}

bool is_id_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' ||
           c == '_' || c == '/' || c == '@';
}

bool is_year(std::string_view text) {
    return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

void object_rules::add(std::string_view id, json::value at, std::string expected, std::string got) {
    if (told_[std::string(id)]++ >= places_told) return;
    finding& one = found_.emplace_back();
    one.broken = &rest_rule(id);
    one.where.offset = at ? at.offset() : 0;
    one.expected = std::move(expected);
    one.got = std::move(got);
}

findings object_rules::take(std::string_view bytes) && {
    json::locate(bytes, found_);
    return std::move(found_);
}

void object_rules::check_base(const object_base& one, object_kind kind, json::value at) {
    const json::value id = member_or(at, "sourcedId");
    if (!known_[static_cast<std::size_t>(kind)].insert(one.id).second)
        add("oneroster.duplicate-id", id, std::string(word_of(kind)));
    if (one.id.size() > longest_id)
        add("oneroster.id-length", id, "1-255", std::to_string(one.id.size()));
    else if (!std::ranges::all_of(one.id, is_id_character))
        add("oneroster.id-characters", id, "0-9 A-Z a-z . - _ / @", masked(one.id));
    if (version_ == version::v1_2 && !one.modified.empty() && !one.modified.ends_with('Z'))
        add("oneroster.time-not-utc", member_or(at, "dateLastModified"), "YYYY-MM-DDTHH:MM:SS.sssZ");
}

// In a whole roster every reference leads somewhere.
void object_rules::check_reference(const reference& to, object_kind kind, json::value at, std::string_view member) {
    if (!whole_ || to.empty() || known_[static_cast<std::size_t>(kind)].contains(to.id)) return;
    add("oneroster.dangling", member_or(at, member), std::string(word_of(kind)));
}

void object_rules::check_dates(std::string_view begin, std::string_view end, json::value at, std::string_view member) {
    const auto first = parse_date(begin), last = parse_date(end);
    if (first && last && *last < *first) add("oneroster.dates-reversed", member_or(at, member));
}

void object_rules::check(const academic_session& one, json::value at) {
    check_base(one, object_kind::academic_session, at);
    check_dates(one.start, one.end, at, "endDate");
    if (!one.school_year.empty() && !is_year(one.school_year))
        add("oneroster.school-year", member_or(at, "schoolYear"), "YYYY", masked(one.school_year));
}

void object_rules::check(const org& one, json::value at) {
    check_base(one, object_kind::org, at);
}

void object_rules::check(const course& one, json::value at) {
    check_base(one, object_kind::course, at);
    check_reference(one.org, object_kind::org, at, "org");
    check_reference(one.school_year, object_kind::academic_session, at, "schoolYear");
}

void object_rules::check(const class_object& one, json::value at) {
    check_base(one, object_kind::class_object, at);
    check_reference(one.course, object_kind::course, at, "course");
    check_reference(one.school, object_kind::org, at, "school");
    for (const reference& term : one.terms) check_reference(term, object_kind::academic_session, at, "terms");
}

void object_rules::check_roles(const user& one, json::value at) {
    std::map<std::string_view, int> primary; // by org
    for (const role& held : one.roles) {
        primary[held.org.id] += held.type == "primary" ? 1 : 0;
        check_reference(held.org, object_kind::org, at, "roles");
    }
    const bool each_has_one = std::ranges::all_of(primary, [](const auto& of_org) { return of_org.second == 1; });
    if (!each_has_one) add("oneroster.primary-role", member_or(at, "roles"), "1");
    if (!one.primary_org.empty() && !primary.contains(one.primary_org.id))
        add("oneroster.primary-org", member_or(at, "primaryOrg"), "roles/org");
}

void object_rules::check(const user& one, json::value at) {
    check_base(one, object_kind::user, at);
    check_roles(one, at);
    for (const reference& org : one.orgs) check_reference(org, object_kind::org, at, "orgs");
    if (const json::value password = at.member("password")) add("oneroster.password", password);
}

void object_rules::check(const enrollment& one, json::value at) {
    check_base(one, object_kind::enrollment, at);
    check_reference(one.user, object_kind::user, at, "user");
    check_reference(one.in_class, object_kind::class_object, at, "class");
    check_reference(one.school, object_kind::org, at, "school");
    check_dates(one.begin, one.end, at, "endDate");
}

void object_rules::demographics(json::value at) {
    add("oneroster.demographics", at);
}

void object_rules::no_envelope(json::value at) {
    add("oneroster.no-envelope", at, "academicSessions, orgs, courses, classes, users, enrollments");
}

} // namespace schakel::oneroster
