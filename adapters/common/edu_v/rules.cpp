#include "adapters/common/edu_v/rules.hpp"

#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "gateway/core/id.hpp"

#include <algorithm>

namespace schakel::edu_v {

namespace {

// The member, or the object that lacks it.
json::value member_or(json::value object, std::string_view name) {
    const json::value member = object.member(name);
    return member ? member : object;
}

constexpr std::string_view eckid_shape = "https://ketenid.nl/201703/ + 128 × [0-9a-f]";

void check_eckid(const std::string& value, json::value at, fault_list& found) {
    if (!value.empty() && !is_eckid(value)) found.add(fault::eckid_form, at, std::string(eckid_shape), masked(value));
}

// ---------------------------------------------------------------- every object

std::optional<instant> check_time(json::value object, std::string_view name, fault_list& found) {
    const json::value at = object.member(name);
    const auto when = parse_rfc3339(at.text());
    if (!when) return std::nullopt; // the schema has said so
    if (!at.text().ends_with('Z') && !at.text().ends_with('z'))
        found.add(fault::time_not_utc, at, "Z", std::string(at.text()));
    if (!is_plausible(*when)) {
        const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(*when)};
        found.add(fault::implausible_year, at, "1990-2100", std::to_string(static_cast<int>(date.year())));
    }
    return when;
}

void check_tail(const wire::tail& one, fault_list& found) {
    const auto created = check_time(one.at, "dateCreated", found);
    const auto modified = check_time(one.at, "dateLastModified", found);
    if (created && modified && *modified < *created)
        found.add(fault::modified_before_created, one.at.member("dateLastModified"));
}

void check_id(json::value object, std::string_view name, fault_list& found) {
    const json::value at = object.member(name);
    if (at.is(json::kind::string) && at.text().empty()) found.add(fault::object_without_id, at);
}

void check_days(
    json::value object, std::string_view begin_name, const std::string& begin, const std::string& end, fault_list& found
) {
    const auto first = parse_date(begin), behind = parse_date(end);
    if (first && behind && *behind <= *first)
        found.add(fault::end_before_begin, member_or(object, "endDate"), std::string(begin_name) + " " + begin, end);
}

// ---------------------------------------------------------------- organisations

void check_ids_of_school(const reference& school, fault_list& found) {
    for (const identifier& id : school.ids) {
        if (id.type == "OIE_CODE" && !id.id.empty() && !is_brin(id.id))
            found.add(fault::brin_form, member_or(id.at, "organisationId"), "99XX", masked(id.id));
        if (id.type == "V_ID" && !id.id.empty() && !is_branch(id.id))
            found.add(fault::branch_form, member_or(id.at, "organisationId"), "99XX01", masked(id.id));
    }
}

void check_location(const wire::named_reference& location, fault_list& found) {
    for (const identifier& id : location.ids) {
        if (id.type == "VE_CODE" && !id.id.empty() && !is_branch(id.id))
            found.add(fault::branch_form, member_or(id.at, "locationId"), "99XX01", masked(id.id));
    }
    if (!reference{location.master, location.ids, {}}.named())
        found.add(fault::place_without_identifier, location.at, "locationMasterIdentifier, locationIds");
}

// ---------------------------------------------------------------- school periods

void check_school_year(const wire::school_period& one, fault_list& found) {
    const json::value at = one.at.member("schoolPeriodId");
    if (one.id.empty()) return;
    if (is_school_year(one.id)) {
        if (!is_consecutive(one.id)) found.add(fault::school_period_years, at, {}, one.id);
    } else if (!is_uuid(one.id)) {
        found.add(fault::school_period_form, at, "2026-2027, UUID", masked(one.id));
    }
}

} // namespace

void check_school(const reference& school, fault_list& found) {
    if (!school.at.is(json::kind::object)) return;
    check_ids_of_school(school, found);
    if (!school.named())
        found.add(fault::organisation_without_identifier, school.at, "organisationMasterIdentifier, organisationIds");
}

void check_student(const reference& who, fault_list& found) {
    if (!who.at.is(json::kind::object)) return;
    if (!who.named()) found.add(fault::user_without_identifier, who.at, "userMasterIdentifier, userIds");
    check_eckid(who.master, member_or(who.at, "userMasterIdentifier"), found);
    for (const identifier& id : who.ids) {
        if (id.type == "eckId") found.add(fault::eckid_as_secondary, member_or(id.at, "userIdType"));
    }
}

void check_employee(const reference& who, fault_list& found) {
    if (!who.at.is(json::kind::object)) return;
    if (!who.master.empty()) found.add(fault::employee_primary_identifier, member_or(who.at, "userMasterIdentifier"));
    const bool named = std::ranges::any_of(who.ids, [](const identifier& id) { return !id.id.empty(); });
    const json::value ids = who.at.member("userIds");
    if (!named && (!ids || ids.is(json::kind::array))) found.add(fault::user_without_identifier, who.at, "userIds");
    for (const identifier& id : who.ids) {
        if (id.type == "eckId") check_eckid(id.id, member_or(id.at, "userId"), found);
    }
}

void check(const wire::organisation& one, fault_list& found) {
    check_tail(one, found);
    check_school(one.school, found);
    for (const wire::named_reference& board : one.boards) {
        if (!reference{board.master, board.ids, {}}.named())
            found.add(fault::place_without_identifier, board.at, "organisationMasterIdentifier, organisationIds");
    }
    for (const wire::named_reference& location : one.locations) check_location(location, found);
}

void check(const wire::study_offering& one, fault_list& found) {
    check_tail(one, found);
    if (one.year && (*one.year < 0 || *one.year > 8))
        found.add(fault::study_year, one.at.member("studyYear"), "0-8", std::to_string(*one.year));
}

void check(const wire::subject_offering& one, fault_list& found) {
    check_tail(one, found);
}

void check(const wire::school_period& one, fault_list& found) {
    check_tail(one, found);
    check_id(one.at, "schoolPeriodId", found);
    check_school_year(one, found);
    check_days(one.at, "startDate", one.begin, one.end, found);
}

void check(const wire::student& one, fault_list& found) {
    check_tail(one, found);
    check_student(one.who, found);
}

void check(const wire::employee& one, fault_list& found) {
    check_tail(one, found);
    check_employee(one.who, found);
    for (const wire::organisation_role& role : one.roles) {
        check_school(role.organisation, found);
        check_days(role.at, "beginDate", role.begin, role.end, found);
    }
}

void check(const wire::enrollment& one, fault_list& found) {
    check_tail(one, found);
    check_student(one.student, found);
    if (one.type == "study" && one.study.empty()) found.add(fault::enrollment_target, one.at, "study", one.type);
    if (one.type == "subject" && one.subject.empty()) found.add(fault::enrollment_target, one.at, "subject", one.type);
    if (one.year && (*one.year < 0 || *one.year > 8))
        found.add(fault::study_year, one.at.member("studyYear"), "0-8", std::to_string(*one.year));
    check_days(one.at, "beginDate", one.begin, one.end, found);
}

void check(const wire::assignment& one, fault_list& found) {
    check_tail(one, found);
    check_id(one.at, "assignmentId", found);
    check_employee(one.employee, found);
    if (one.type == "coach") {
        if (!one.student) found.add(fault::assignment_target, one.at, "student", one.type);
    } else if (!one.type.empty() && one.group.empty()) {
        found.add(fault::assignment_target, one.at, "group", one.type);
    }
    if (one.student) check_student(*one.student, found);
    check_days(one.at, "beginDate", one.begin, one.end, found);
}

void check(const wire::group& one, fault_list& found) {
    check_tail(one, found);
    check_id(one.at, "groupId", found);
    for (const reference& who : one.students) check_student(who, found);
    check_days(one.at, "beginDate", one.begin, one.end, found);
}

} // namespace schakel::edu_v
