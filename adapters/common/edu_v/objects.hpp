// The nine objects of the four administration services: what they are called, where, and which schema they have.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace schakel::edu_v {

// In the order in which they are read, so that references find what they refer to.
enum class object : std::uint8_t {
    organisation,
    study_offering,
    subject_offering,
    school_period,
    student,
    employee,
    group,
    assignment,
    enrollment
};
inline constexpr std::size_t object_count = 9;

enum class service : std::uint8_t { education, association, students, employees };

struct object_info {
    object what;
    service by;
    std::string_view collection; // of the combined form: "studyOfferings"; also the start of paths in the loss report
    std::string_view folder;     // "/studyofferings": answers of this path and those below hold such objects
    std::string_view schema;
    std::string_view key; // a member that only this object has, or none
};

inline constexpr std::array<object_info, object_count> objects{{
    {object::organisation, service::education, "organisations", "/organisations",
     "edu_v/education-1.1.1/organisation.schema.json", ""},
    {object::study_offering, service::education, "studyOfferings", "/studyofferings",
     "edu_v/education-1.1.1/study_offering.schema.json", "studyOfferingId"},
    {object::subject_offering, service::education, "subjectOfferings", "/subjectofferings",
     "edu_v/education-1.1.1/subject_offering.schema.json", "subjectOfferingId"},
    {object::school_period, service::association, "schoolPeriods", "/schoolperiods",
     "edu_v/association-1.1.0/school_period.schema.json", "schoolPeriodId"},
    {object::student, service::students, "students", "/students", "edu_v/students-1.1.0/student.schema.json", ""},
    {object::employee, service::employees, "employees", "/employees", "edu_v/employees-1.1.0/employee.schema.json", ""},
    {object::group, service::association, "groups", "/groups", "edu_v/association-1.1.0/group.schema.json", "groupId"},
    {object::assignment, service::association, "assignments", "/assignments",
     "edu_v/association-1.1.0/assignment.schema.json", "assignmentId"},
    {object::enrollment, service::association, "enrollments", "/enrollments",
     "edu_v/association-1.1.0/enrollment.schema.json", "enrollmentId"},
}};

constexpr const object_info& info_of(object what) {
    return objects[static_cast<std::size_t>(what)];
}

} // namespace schakel::edu_v
