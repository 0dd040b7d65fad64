#include "adapters/common/edu_v/question.hpp"

#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "adapters/common/edu_v/rules.hpp"
#include "adapters/common/edu_v/status.hpp"
#include "gateway/adapter/bundled_schemas.hpp"

#include <algorithm>
#include <array>

namespace schakel::edu_v {

namespace {

using form = operation::form;

constexpr std::array<operation, 19> all_operations{{
    {service::education, "get-organisations-by-school-search", "GET", "/organisations", object::organisation,
     form::list},
    {service::education, "get-studyofferings-for-school", "GET", "/studyofferings/school", object::study_offering,
     form::list},
    {service::education, "get-studyofferings", "GET", "/studyofferings/school/{}", object::study_offering,
     form::single},
    {service::education, "get-subjectofferings-for-school", "GET", "/subjectofferings/school", object::subject_offering,
     form::list},
    {service::education, "get-subjectoffering", "GET", "/subjectofferings/school/{}", object::subject_offering,
     form::single},
    {service::association, "get-school-periods-for-school", "GET", "/schoolperiods/school", object::school_period,
     form::list},
    {service::association, "get-school-period", "GET", "/schoolperiods/school/{}", object::school_period, form::single},
    {service::association, "get-enrollments-for-school", "GET", "/enrollments/school", object::enrollment, form::list},
    {service::association, "get-enrollments-for-student-at-school", "POST", "/enrollments/school/student",
     object::enrollment, form::of_person, "student"},
    {service::association, "get-enrollment", "GET", "/enrollments/school/{}", object::enrollment, form::single},
    {service::association, "get-assignments-for-school", "GET", "/assignments/school", object::assignment, form::list},
    {service::association, "get-assignments-for-employee-at-school", "POST", "/assignments/school/employee",
     object::assignment, form::of_person, "employee"},
    {service::association, "get-assignment", "GET", "/assignments/school/{}", object::assignment, form::single},
    {service::association, "get-groups-for-school", "GET", "/groups/school", object::group, form::list},
    {service::association, "get-group", "GET", "/groups/school/{}", object::group, form::single},
    {service::students, "search-student", "POST", "/students", object::student, form::of_person, "student"},
    {service::students, "get-students-for-school", "GET", "/students/school", object::student, form::list},
    {service::employees, "search-employee", "POST", "/employees", object::employee, form::of_person, "employee"},
    {service::employees, "get-employees-for-school", "GET", "/employees/school", object::employee, form::list},
}};
struct parameter {
    std::string_view name;
    std::string_view values; // separated by ", "; "" for any
};
constexpr auto filter_parameters = std::to_array<parameter>({
    {"assignmentType", "class-teacher, teacher, coach"},
    {"boardId", ""},
    {"boardIdType", "BGE_CODE"},
    {"boardMasterId", ""},
    {"enrollmentType", "study, subject"},
    {"groupType", "class, lesson-group"},
    {"name", ""},
    {"schoolPeriodId", ""},
    {"studyCode", ""},
    {"studyOfferingId", ""},
    {"subjectCode", ""},
    {"subjectOfferingId", ""},
});
constexpr std::string_view school_types = "OIE_CODE, BP_ID, DD_ID, AS_ID, V_ID";
constexpr std::string_view truth_values = "true, false";

bool is_one_of(std::string_view value, std::string_view list) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(", "), list.size());
        if (list.substr(0, comma) == value) return true;
        list.remove_prefix(std::min(comma + 2, list.size()));
    }
    return false;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '%' && at + 2 < text.size();
        const int high = escape ? hex_digit(text[at + 1]) : -1, low = escape ? hex_digit(text[at + 2]) : -1;
        if (high < 0 || low < 0) {
            out += text[at];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

const operation* operation_of(service by, const exchange& asked, std::string& id) {
    const std::string_view path = asked.path;
    for (const operation& one : operations()) {
        if (one.by == by && one.method == asked.method && one.path == path) return &one;
    }
    for (const operation& one : operations()) {
        const std::string_view start = one.path.substr(0, one.path.find('{'));
        if (one.by != by || one.how != form::single || one.method != asked.method || !path.starts_with(start)) continue;
        if (path.size() == start.size()) continue;
        const std::string_view raw = asked.raw_path;
        id =
            raw.starts_with(start) ? percent_decoded(raw.substr(start.size())) : std::string(path.substr(start.size()));
        return &one;
    }
    return nullptr;
}

class reader {
public:
    reader(const exchange& asked, asked_objects& into) : asked_(asked), into_(into) {}

    void school() {
        const std::string master(asked_.query_value("orgMasterId"));
        const std::string id(asked_.query_value("orgId")), type(asked_.query_value("orgIdType"));
        pair("orgId", id, "orgIdType", type);
        if (!type.empty() && !is_one_of(type, school_types)) wrong("orgIdType", school_types);
        into_.school.master = master;
        if (!id.empty() && !type.empty()) into_.school.ids.push_back({id, type, {}});
        into_.by_secondary = master.empty() && !id.empty();
        const std::string_view filter = asked_.query_value("filterByOrgId");
        if (filter.empty()) return;
        if (!is_one_of(filter, truth_values)) return wrong("filterByOrgId", truth_values);
        if (filter == "true" && !master.empty()) return fault(fault::question_filter, {}, {});
        into_.filter = filter == "true";
    }

    void filters() {
        for (const parameter& one : filter_parameters) {
            const std::string value(asked_.query_value(one.name));
            if (value.empty()) continue;
            if (!one.values.empty() && !is_one_of(value, one.values)) wrong(one.name, one.values);
            into_.filters.emplace(one.name, value);
        }
        pair("boardId", into_.filters["boardId"], "boardIdType", into_.filters["boardIdType"]);
    }

    findings found;

private:
    void fault(const rule& broken, std::string_view expected, std::string_view got) {
        found.push_back({&broken, {}, std::string(expected), std::string(got), {}});
    }
    void wrong(std::string_view name, std::string_view values) { fault(fault::question_value, values, name); }
    void pair(std::string_view id, const std::string& value, std::string_view type, const std::string& of) {
        if (value.empty() != of.empty())
            fault(fault::question_pair, value.empty() ? id : type, value.empty() ? type : id);
    }

    const exchange& asked_;
    asked_objects& into_;
};

// The body of a question about one person.
void read_body(
    const exchange& asked, const body_schemas& schemas, const decode_options& options, asked_objects& into, report& told
) {
    const std::string type = media_type(asked);
    if (type != "application/json") {
        told.add(
            layer::transport,
            {finding{
                &fault::question_media, {}, "application/json", type.empty() ? std::string("-") : masked(type), {}}}
        );
        return;
    }
    findings found;
    const auto document = json::document::parse(asked.body, options.limits, found);
    told.add(layer::well_formed, std::move(found));
    if (!document) return;
    told.add(layer::schema, schemas.of(*into.asked).validate(*document, options.limits));
    into.school = school_reference(document->root().member("school"));
    into.by_secondary = into.school.master.empty();
    into.person = user_reference(document->root().member(into.asked->person));
    fault_list faults(options.limits.findings);
    check_school(into.school, faults);
    into.asked->person == "student" ? check_student(into.person, faults) : check_employee(into.person, faults);
    told.add(layer::rules, std::move(faults).take(document->bytes()));
}

// References into a document that is gone would point at nothing.
void forget_places(reference& of) {
    of.at = {};
    for (identifier& one : of.ids) one.at = {};
}

} // namespace

std::span<const operation> operations() {
    return all_operations;
}

std::vector<endpoint> endpoints_of(service by) {
    std::vector<endpoint> list;
    for (const operation& one : operations()) {
        if (one.by == by) list.push_back({endpoint::purpose::query, one.method, one.path, {}});
    }
    return list;
}

std::string_view basic_scope(service by) {
    switch (by) {
    case service::education: return "eduv.education";
    case service::association: return "eduv.association";
    case service::students: return "eduv.student.basic";
    case service::employees: return "eduv.employee.basic";
    }
    return {};
}

body_schemas::body_schemas(const validation::schema_catalogue& catalogue)
    : student_(compile_bundled("edu_v/students-1.1.0/search_student.schema.json", catalogue).schema),
      employee_(compile_bundled("edu_v/employees-1.1.0/search_employee.schema.json", catalogue).schema),
      assignments_(compile_bundled("edu_v/association-1.1.0/assignments_of_employee.schema.json", catalogue).schema) {}

const validation::json_schema& body_schemas::of(const operation& asked) const {
    if (asked.person == "student") return student_;
    return asked.by == service::employees ? employee_ : assignments_;
}

roster_question
read_question(service by, const exchange& asked, const body_schemas& schemas, const decode_options& options) {
    roster_question out;
    auto read = std::make_shared<asked_objects>();
    read->asked = operation_of(by, asked, read->id);
    out.scopes = {std::string(basic_scope(by))};
    out.parsed = read;
    if (!read->asked) return out; // the data plane knows the paths; nobody else asks
    out.kind = read->asked->id;
    reader query(asked, *read);
    query.filters();
    if (read->asked->how == operation::form::of_person)
        read_body(asked, schemas, options, *read, out.report);
    else
        query.school();
    out.report.add(layer::rules, std::move(query.found));
    out.school = school_identifiers(read->school, place::school);
    if (read->filters.contains("schoolPeriodId") && is_school_year(read->filters["schoolPeriodId"]))
        out.school_year = read->filters["schoolPeriodId"];
    forget_places(read->school);
    forget_places(read->person);
    return out;
}

} // namespace schakel::edu_v
