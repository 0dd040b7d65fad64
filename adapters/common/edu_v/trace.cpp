#include "adapters/common/edu_v/trace.hpp"

#include "adapters/common/edu_v/values.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/model/roster_field.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace schakel::edu_v {

namespace {

namespace field = model::roster_field;
using model::field::extension;
using model::field::structure;

struct row {
    std::string_view path;
    model::field::name to;
};

// Values whose meaning does not depend on their neighbours, sorted by path.
constexpr auto table = std::to_array<row>({
    {"assignments/assignmentId", field::membership_id},
    {"assignments/assignmentType", field::membership_role},
    {"assignments/beginDate", field::membership_begin},
    {"assignments/endDate", field::membership_end},
    {"assignments/group", field::membership_group},
    {"assignments/schoolPeriod", field::membership_period},
    {"assignments/subject", field::group_course},
    {"employees/alias", field::person_alias},
    {"employees/email", field::person_email},
    {"employees/familyName", field::person_family_name},
    {"employees/familyNamePrefix", field::person_family_prefix},
    {"employees/givenName", field::person_given_names},
    {"employees/organisationRoles/beginDate", field::person_role_dates},
    {"employees/organisationRoles/endDate", field::person_role_dates},
    {"employees/organisationRoles/organisationRole", field::person_role},
    {"employees/phone", field::person_phone},
    {"employees/preferredFirstName", field::person_preferred_name},
    {"enrollments/beginDate", field::enrolment_begin},
    {"enrollments/endDate", field::enrolment_end},
    {"enrollments/enrollmentId", field::enrolment_id},
    {"enrollments/enrollmentType", structure},
    {"enrollments/schoolPeriod", field::enrolment_period},
    {"enrollments/study", field::enrolment_course},
    {"enrollments/studyPublicId", extension},
    {"enrollments/subject", field::enrolment_course},
    {"groups/assignments", structure},
    {"groups/beginDate", field::group_begin},
    {"groups/endDate", field::group_end},
    {"groups/groupId", field::group_id},
    {"groups/groupName", field::group_name},
    {"groups/groupType", field::group_kind},
    {"groups/schoolPeriod", field::group_period},
    {"organisations/boards/name", field::organisation_name},
    {"organisations/boards/organisationIds/organisationId", field::organisation_id},
    {"organisations/boards/organisationMasterIdentifier", field::organisation_id},
    {"organisations/locations/locationIds/locationId", field::organisation_id},
    {"organisations/locations/locationMasterIdentifier", field::organisation_id},
    {"organisations/locations/name", field::organisation_name},
    {"organisations/name", field::organisation_name},
    {"organisations/organisationIds/organisationId", field::school},
    {"organisations/organisationMasterIdentifier", field::school},
    {"schoolPeriods/endDate", field::period_end},
    {"schoolPeriods/schoolPeriodId", field::period_id},
    {"schoolPeriods/startDate", field::period_begin},
    {"schoolPeriods/subSchoolPeriods", structure},
    {"schoolPeriods/superSchoolPeriod", field::period_parent},
    {"schoolPeriods/title", field::period_title},
    {"schoolPeriods/type", field::period_kind},
    {"students/alias", field::person_alias},
    {"students/dateOfBirth", field::person_birth_date},
    {"students/email", field::person_email},
    {"students/familyName", field::person_family_name},
    {"students/familyNamePrefix", field::person_family_prefix},
    {"students/gender", field::person_gender},
    {"students/givenName", field::person_given_names},
    {"students/preferredFirstName", field::person_preferred_name},
    {"students/userMasterIdentifier", field::person_eckid},
    {"studyOfferings/studyCharacteristics", extension},
    {"studyOfferings/studyCode", field::course_code},
    {"studyOfferings/studyLevel/studyLevelId", field::course_study_level},
    {"studyOfferings/studyLevel/studyLevelName", extension},
    {"studyOfferings/studyLevel/studyLevelPrefix", extension},
    {"studyOfferings/studyName", extension},
    {"studyOfferings/studyOfferingId", field::course_id},
    {"studyOfferings/studyOfferingName", field::course_title},
    {"studyOfferings/studyYear", field::course_level},
    {"subjectOfferings/studyOfferings", field::course_study},
    {"subjectOfferings/subjectCode", field::course_code},
    {"subjectOfferings/subjectOfferingAbbr", field::course_abbreviation},
    {"subjectOfferings/subjectOfferingId", field::course_id},
    {"subjectOfferings/subjectOfferingName", field::course_title},
});
static_assert(std::ranges::is_sorted(table, {}, &row::path));

struct left_row {
    std::string_view start, reason;
};
constexpr auto never_kept = std::to_array<left_row>({
    {"students/accessibility", "support needs are never kept"},
    {"students/address", "home addresses are never kept"},
    {"students/emailPrivate", "private addresses are never kept"},
    {"students/emailsParents", "addresses of parents are never kept"},
    {"students/language", "no place in the canonical model"},
    {"employees/mobile", "no place for a second telephone number"},
    {"employees/userMasterIdentifier", "employees have no primary identifier"},
    {"assignments/student", "no place for an assignment to one pupil"},
});

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [&](std::string_view end) { return path.ends_with(end); });
}

class walk {
public:
    walk(object what, std::string_view left_out, field_trace& trace)
        : study_(false), left_out_(left_out), trace_(trace), path_(info_of(what).collection) {}

    void over(json::value object) {
        study_ = object.member("enrollmentType").text() == "study";
        each(object);
    }

private:
    void each(json::value at) {
        if (!at.is(json::kind::object) && !at.is(json::kind::array)) return note(at);
        if (ends_with_any(path_, {"/student", "/employee", "groups/students", "/location", "/organisation"}) &&
            at.is(json::kind::object))
            named_ = false;
        for (json::value child = at.first_child(); child; child = child.next_sibling()) {
            const std::size_t length = path_.size();
            if (at.is(json::kind::object)) path_.append("/").append(child.name());
            each(child);
            path_.resize(length);
        }
    }

    void note(json::value leaf) {
        if (left_out_ == only_structure) return trace_.saw(path_, structure);
        if (left_out_ == kept_with_pupil) return note_of_pupil();
        if (!left_out_.empty()) return trace_.left(path_, left_out_);
        for (const left_row& one : never_kept) {
            if (path_.starts_with(one.start)) return trace_.left(path_, one.reason);
        }
        const auto* known = std::ranges::lower_bound(table, std::string_view(path_), {}, &row::path);
        if (known != table.end() && known->path == path_) return trace_.saw(path_, known->to);
        if (const model::field::name to = by_neighbours(leaf); !to.empty()) return trace_.saw(path_, to);
        trace_.left(path_, "not a member of Edu-V");
    }

    void note_of_pupil() {
        const std::string_view path = path_;
        const model::field::name to = path == "enrollments/beginDate"             ? field::person_begin
                                      : path == "enrollments/endDate"             ? field::person_end
                                      : path == "enrollments/studyYear"           ? field::person_level
                                      : path.starts_with("enrollments/location/") ? first(path, field::person_location)
                                                                                  : model::field::name{};
        trace_.saw(path, to.empty() ? structure : to);
    }

    model::field::name by_neighbours(json::value leaf) {
        const std::string_view path = path_;
        if (path.ends_with("/status")) return field::ended;
        if (path.ends_with("/dateCreated")) return extension;
        if (path.ends_with("/dateLastModified")) return field::modified;
        if (ends_with_any(path, {"IdType"})) return structure;
        if (path == "students/userIds/userId" || path == "employees/userIds/userId")
            return field_of(scheme_of(leaf.parent().member("userIdType").text(), place::employee));
        if (path == "enrollments/studyYear") return study_ ? field::person_level : field::enrolment_level;
        if (path.starts_with("enrollments/student/")) return first(path, field::enrolment_person);
        if (path.starts_with("enrollments/location/"))
            return first(path, study_ ? field::person_location : field::enrolment_location);
        if (path.starts_with("assignments/employee/")) return first(path, field::membership_person);
        if (path.starts_with("groups/students/")) return first(path, field::membership_group);
        if (path.starts_with("employees/organisationRoles/organisation/"))
            return first(path, field::person_role_organisation);
        return {};
    }

    static model::field::name field_of(std::string_view of_scheme) {
        return of_scheme == model::scheme::las_key ? field::person_id
               : of_scheme == model::scheme::eckid ? field::person_eckid
                                                   : field::person_other_id;
    }

    // All values of a reference name the same; the first tells, the others hold it together.
    model::field::name first(std::string_view path, model::field::name to) {
        if (!ends_with_any(path, {"Identifier", "/userId", "/organisationId", "/locationId", "/name"})) return {};
        const bool told = named_;
        named_ = true;
        return told ? structure : to;
    }

    bool study_;
    bool named_ = false;
    std::string_view left_out_;
    field_trace& trace_;
    std::string path_;
};

} // namespace

void trace_values(object what, json::value at, std::string_view left_out, field_trace& trace) {
    walk(what, left_out, trace).over(at);
}

} // namespace schakel::edu_v
