#include "adapters/common/oneroster/operations.hpp"

#include "adapters/common/one_edtech/path.hpp"

#include <array>

namespace schakel::oneroster {

namespace {

using k = object_kind;
using n = narrowing;
using o = owner;

constexpr std::array table{
    operation{"getAllAcademicSessions", "/academicSessions", k::academic_session},
    operation{"getAcademicSession", "/academicSessions/{}", k::academic_session, n::none, o::none, true},
    operation{"getAllClasses", "/classes", k::class_object},
    operation{"getClass", "/classes/{}", k::class_object, n::none, o::none, true},
    operation{"getStudentsForClass", "/classes/{}/students", k::user, n::students, o::class_object},
    operation{"getTeachersForClass", "/classes/{}/teachers", k::user, n::teachers, o::class_object},
    operation{"getAllCourses", "/courses", k::course},
    operation{"getCourse", "/courses/{}", k::course, n::none, o::none, true},
    operation{"getClassesForCourse", "/courses/{}/classes", k::class_object, n::none, o::course},
    operation{"getAllDemographics", "/demographics", k::demographics},
    operation{"getDemographics", "/demographics/{}", k::demographics, n::none, o::none, true},
    operation{"getAllEnrollments", "/enrollments", k::enrollment},
    operation{"getEnrollment", "/enrollments/{}", k::enrollment, n::none, o::none, true},
    operation{"getAllGradingPeriods", "/gradingPeriods", k::academic_session, n::grading_periods},
    operation{"getGradingPeriod", "/gradingPeriods/{}", k::academic_session, n::grading_periods, o::none, true},
    operation{"getAllOrgs", "/orgs", k::org},
    operation{"getOrg", "/orgs/{}", k::org, n::none, o::none, true},
    operation{"getAllSchools", "/schools", k::org, n::schools},
    operation{"getSchool", "/schools/{}", k::org, n::schools, o::none, true},
    operation{"getClassesForSchool", "/schools/{}/classes", k::class_object, n::none, o::school},
    operation{
        "getEnrollmentsForClassInSchool", "/schools/{}/classes/{}/enrollments", k::enrollment, n::none,
        o::school_and_class},
    operation{
        "getStudentsForClassInSchool", "/schools/{}/classes/{}/students", k::user, n::students, o::school_and_class},
    operation{
        "getTeachersForClassInSchool", "/schools/{}/classes/{}/teachers", k::user, n::teachers, o::school_and_class},
    operation{"getCoursesForSchool", "/schools/{}/courses", k::course, n::none, o::school},
    operation{"getEnrollmentsForSchool", "/schools/{}/enrollments", k::enrollment, n::none, o::school},
    operation{"getStudentsForSchool", "/schools/{}/students", k::user, n::students, o::school},
    operation{"getTeachersForSchool", "/schools/{}/teachers", k::user, n::teachers, o::school},
    operation{"getTermsForSchool", "/schools/{}/terms", k::academic_session, n::terms, o::school},
    operation{"getAllStudents", "/students", k::user, n::students},
    operation{"getStudent", "/students/{}", k::user, n::students, o::none, true},
    operation{"getClassesForStudent", "/students/{}/classes", k::class_object, n::none, o::student},
    operation{"getAllTeachers", "/teachers", k::user, n::teachers},
    operation{"getTeacher", "/teachers/{}", k::user, n::teachers, o::none, true},
    operation{"getClassesForTeacher", "/teachers/{}/classes", k::class_object, n::none, o::teacher},
    operation{"getAllTerms", "/terms", k::academic_session, n::terms},
    operation{"getTerm", "/terms/{}", k::academic_session, n::terms, o::none, true},
    operation{"getClassesForTerm", "/terms/{}/classes", k::class_object, n::none, o::term},
    operation{"getGradingPeriodsForTerm", "/terms/{}/gradingPeriods", k::academic_session, n::grading_periods, o::term},
    operation{"getAllUsers", "/users", k::user},
    operation{"getUser", "/users/{}", k::user, n::none, o::none, true},
    operation{"getClassesForUser", "/users/{}/classes", k::class_object, n::none, o::user}};
static_assert(table.size() == 41);

constexpr std::array<std::string_view, 2> discovery_1_1{
    "/discovery/onerosterv1p1rostersservice_openapi3_v1p0.json", "/discovery/imsorv1p1_rostering_openapi3_v1p0.json"};
constexpr std::array<std::string_view, 2> discovery_1_2{
    "/discovery/onerosterv1p2rostersservice_openapi3_v1p0.json", "/discovery/imsorv1p2_rostering_openapi3_v1p0.json"};

constexpr std::array<std::string_view, 3> scopes_1_1{
    "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly",
    "https://purl.imsglobal.org/spec/or/v1p1/scope/roster.readonly",
    "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-demographics.readonly"};
constexpr std::array<std::string_view, 3> scopes_1_2{
    "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly",
    "https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly",
    "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-demographics.readonly"};

} // namespace

std::span<const operation> operations() {
    return table;
}

std::vector<std::string_view> all_scopes(version in_version) {
    const auto& scopes = in_version == version::v1_1 ? scopes_1_1 : scopes_1_2;
    return {scopes[0], scopes[1]}; // demographics are not served
}

std::vector<std::string> scopes_of(const operation& which, version in_version) {
    const auto& scopes = in_version == version::v1_1 ? scopes_1_1 : scopes_1_2;
    // Whoever asks for demographics with any of the scopes is told that they are not served.
    if (which.returns == object_kind::demographics)
        return {std::string(scopes[2]), std::string(scopes[1]), std::string(scopes[0])};
    if (which.of != owner::none) return {std::string(scopes[1])};
    return {std::string(scopes[0]), std::string(scopes[1])};
}

std::optional<matched> match(std::string_view raw_path) {
    for (const auto& names : {discovery_1_1, discovery_1_2}) {
        for (const std::string_view name : names) {
            if (raw_path == name) return matched{nullptr, {}, true};
        }
    }
    if (raw_path.size() > 1 && raw_path.ends_with('/')) raw_path.remove_suffix(1);
    for (const operation& one : table) {
        if (auto ids = one_edtech::match_path(one.path, raw_path)) return matched{&one, *std::move(ids), false};
    }
    return std::nullopt;
}

std::string_view base_path(version which) {
    return which == version::v1_1 ? "/ims/oneroster/v1p1" : "/ims/oneroster/rostering/v1p2";
}

std::span<const std::string_view> discovery_paths(version which) {
    return which == version::v1_1 ? discovery_1_1 : discovery_1_2;
}

std::vector<endpoint> endpoints(version which) {
    std::vector<endpoint> list;
    for (const std::string_view path : discovery_paths(which))
        list.push_back({endpoint::purpose::query, "GET", path, {}});
    for (const operation& one : table) list.push_back({endpoint::purpose::query, "GET", one.path, {}});
    return list;
}

} // namespace schakel::oneroster
