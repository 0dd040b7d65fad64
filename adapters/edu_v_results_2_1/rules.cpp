#include "adapters/edu_v_results_2_1/rules.hpp"

#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"
#include "gateway/core/id.hpp"

#include <algorithm>

namespace schakel::edu_v_results_2_1 {

namespace {

// The member, or the object that lacks it.
json::value member_or(json::value object, std::string_view name) {
    const json::value member = object.member(name);
    return member ? member : object;
}

bool holds_text(json::value object, std::string_view name) {
    return object.member(name).is(json::kind::string);
}

// ---------------------------------------------------------------- who

void check_school(const wire::reference& school, fault_list& found) {
    if (!school.at.is(json::kind::object)) return;
    for (const wire::identifier& id : school.ids) {
        if (id.type == "V_ID")
            found.add(
                fault::location_as_school, member_or(id.at, "organisationIdType"), "OIE_CODE, BP_ID, DD_ID, AS_ID"
            );
        if (id.type == "OIE_CODE" && !id.id.empty() && !is_brin(id.id))
            found.add(fault::brin_form, member_or(id.at, "organisationId"), "99XX", masked(id.id));
    }
    if (!school.named())
        found.add(fault::school_without_identifier, school.at, "organisationMasterIdentifier, organisationIds", "{}");
}

void check_employees(const std::vector<wire::reference>& employees, fault_list& found) {
    std::size_t usable = 0;
    for (const wire::reference& one : employees) {
        if (!one.at.is(json::kind::object)) continue;
        if (!one.master.empty())
            found.add(fault::employee_primary_identifier, member_or(one.at, "userMasterIdentifier"));
        const bool has_id = std::ranges::any_of(one.ids, [](const wire::identifier& id) { return !id.id.empty(); });
        if (has_id)
            ++usable;
        else
            found.add(fault::employee_without_identifier, one.at, "userIds");
    }
    if (usable > 1) found.add(fault::several_employees, employees.front().at.parent(), "1", std::to_string(usable));
}

void check_pupil_identity(const wire::reference& student, fault_list& found) {
    if (!student.at.is(json::kind::object)) return;
    if (!student.named()) found.add(fault::pupil_without_identifier, student.at, "userMasterIdentifier, userIds");
    if (!student.master.empty() && !is_eckid(student.master)) {
        found.add(
            fault::eckid_form, member_or(student.at, "userMasterIdentifier"),
            "https://ketenid.nl/201703/ + 128 × [0-9a-f]", masked(student.master)
        );
    }
}

// ---------------------------------------------------------------- when

std::string year_of(instant when) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(when)};
    return std::to_string(static_cast<int>(date.year()));
}

// The moment, when the member holds one that can be reckoned with.
std::optional<instant> check_time(json::value object, std::string_view name, fault_list& found) {
    const json::value at = object.member(name);
    const auto when = parse_rfc3339(at.text());
    if (!when) return std::nullopt; // the schema has said so
    if (!at.text().ends_with('Z') && !at.text().ends_with('z'))
        found.add(fault::time_not_utc, at, "Z", std::string(at.text()));
    if (!is_plausible(*when)) found.add(fault::implausible_year, at, "1990-2100", year_of(*when));
    return when;
}

void check_times(const wire::message& message, fault_list& found) {
    const auto made = check_time(message.at, "timestamp", found);
    const auto taken = check_time(message.at, "assessmentDateTime", found);
    if (made && taken && *taken > *made)
        found.add(fault::sitting_after_message, message.at.member("assessmentDateTime"));
}

void check_period(const wire::message& message, fault_list& found) {
    if (!holds_text(message.at, "schoolPeriod")) return;
    const json::value at = message.at.member("schoolPeriod");
    if (is_school_year(message.school_period)) {
        if (!is_consecutive(message.school_period))
            found.add(fault::school_period_years, at, {}, message.school_period);
    } else if (!is_uuid(message.school_period)) {
        found.add(fault::school_period_form, at, "2026-2027, UUID", masked(message.school_period));
    }
}

// ---------------------------------------------------------------- what

void check_id(json::value object, std::string_view name, fault_list& found) {
    if (holds_text(object, name) && object.member(name).text().empty()) found.add(fault::empty_id, object.member(name));
}

void check_url(json::value object, const std::string& url, fault_list& found) {
    if (!url.empty() && !is_web_address(url))
        found.add(fault::review_url, object.member("reviewUrl"), "https://…", masked(url));
}

void check_state(const wire::pupil_record& pupil, fault_list& found) {
    const bool has_values = !pupil.scores.empty() || !pupil.results.empty();
    const bool missing = pupil.missing.value_or(false);
    if (missing && has_values) found.add(fault::missing_with_values, pupil.at.member("missing"));
    if (pupil.status == "Canceled" && has_values) found.add(fault::canceled_with_values, pupil.at.member("status"));
    const bool is_final = pupil.status.empty() || pupil.status == "Final";
    if (is_final && !missing && !has_values) found.add(fault::nothing_reported, pupil.at);
}

void check_pupil(
    const wire::pupil_record& pupil, const definitions& known, const result_forms& forms, fault_list& found
) {
    if (!pupil.at.is(json::kind::object)) return;
    check_id(pupil.at, "id", found);
    check_pupil_identity(pupil.student, found);
    const auto created = check_time(pupil.at, "dateCreated", found);
    const auto modified = check_time(pupil.at, "dateLastModified", found);
    if (created && modified && *modified < *created)
        found.add(fault::modified_before_created, pupil.at.member("dateLastModified"));
    check_state(pupil, found);
    check_url(pupil.at, pupil.review_url, found);
    check_scores(pupil, known, forms, found);
}

// The identifiers of a pupil, each as one text.
std::vector<std::string> names_of(const wire::reference& student) {
    std::vector<std::string> names;
    if (!student.master.empty()) names.push_back("\n" + student.master);
    for (const wire::identifier& id : student.ids) {
        if (!id.id.empty()) names.push_back(id.type + "\n" + id.id);
    }
    return names;
}

void check_repeats(const wire::message& message, fault_list& found) {
    std::set<std::string_view> ids;
    std::set<std::string> people;
    for (const wire::pupil_record& pupil : message.pupils) {
        if (!pupil.id.empty() && !ids.insert(pupil.id).second) {
            found.add(fault::duplicate_record_id, pupil.at.member("id"));
            continue;
        }
        bool known = false;
        for (std::string& name : names_of(pupil.student)) known = !people.insert(std::move(name)).second || known;
        if (known) found.add(fault::same_pupil_twice, pupil.student.at);
    }
}

} // namespace

void check(const wire::message& message, const result_forms& forms, fault_list& found) {
    if (!message.at.is(json::kind::object)) return;
    check_id(message.at, "id", found);
    check_times(message, found);
    check_school(message.school, found);
    check_period(message, found);
    check_employees(message.employees, found);
    check_url(message.at, message.review_url, found);
    check_assessment(message, found);
    check_id(message.assessment.at, "id", found);
    check_scales(message, found);
    if (message.pupils.empty()) found.add(fault::no_pupils, member_or(message.at, "studentScoresAndResults"));
    const definitions known(message);
    for (const wire::pupil_record& pupil : message.pupils) check_pupil(pupil, known, forms, found);
    check_repeats(message, found);
}

} // namespace schakel::edu_v_results_2_1
