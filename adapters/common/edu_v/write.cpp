#include "adapters/common/edu_v/wire.hpp"

namespace schakel::edu_v::wire {

namespace {

// An object of its own text: what is written between begin() and end().
class object {
public:
    object() { out.begin_object(); }

    object& put(std::string_view name, std::string_view value) {
        out.member(name, value);
        return *this;
    }
    object& put_if(std::string_view name, std::string_view value) {
        out.member_if_present(name, value);
        return *this;
    }
    object& put_if(std::string_view name, const std::optional<std::int64_t>& value) {
        if (value) out.member(name, *value);
        return *this;
    }
    object& put_list(std::string_view name, const std::vector<std::string>& values, bool also_empty = false) {
        if (values.empty() && !also_empty) return *this;
        out.name(name).begin_array();
        for (const std::string& one : values) out.text(one);
        out.end_array();
        return *this;
    }
    object& put_user(std::string_view name, const reference& who) {
        out.name(name);
        edu_v::put_user(out, who);
        return *this;
    }
    std::string end(const tail& from) {
        out.member("status", from.ended ? "tobedeleted" : "active");
        out.member("dateCreated", from.created).member("dateLastModified", from.modified).end_object();
        return out.finish();
    }

    json::writer out;
};

void put_location(json::writer& out, const named_reference& from) {
    out.begin_object().member_if_present("locationMasterIdentifier", from.master);
    if (!from.ids.empty()) {
        out.name("locationIds").begin_array();
        for (const identifier& one : from.ids)
            out.begin_object().member("locationId", one.id).member("locationIdType", one.type).end_object();
        out.end_array();
    }
    out.member("name", from.name).end_object();
}

void put_board(json::writer& out, const named_reference& from) {
    out.begin_object();
    put_school_members(out, {from.master, from.ids, {}});
    out.member("name", from.name).end_object();
}

template <class Person>
void put_names(object& out, const Person& from, const attributes& with) {
    put_user_members(out.out, from.who);
    out.put("givenName", from.given_name).put_if("preferredFirstName", from.preferred_name);
    out.put("familyName", from.family_name).put_if("familyNamePrefix", from.family_prefix);
    out.put_if("alias", from.alias);
    if (with.communication) out.put_if("email", from.email);
}

template <class Object>
void put_period(object& out, const Object& from) {
    out.put("schoolPeriod", from.period).put("beginDate", from.begin).put_if("endDate", from.end);
}

} // namespace

std::string write(const organisation& from) {
    object out;
    put_school_members(out.out, from.school);
    out.put("name", from.name);
    if (!from.boards.empty()) {
        out.out.name("boards").begin_array();
        for (const named_reference& one : from.boards) put_board(out.out, one);
        out.out.end_array();
    }
    if (!from.locations.empty()) {
        out.out.name("locations").begin_array();
        for (const named_reference& one : from.locations) put_location(out.out, one);
        out.out.end_array();
    }
    return out.end(from);
}

std::string write(const study_offering& from) {
    object out;
    out.put("studyOfferingId", from.id).put("studyOfferingName", from.name).put_if("studyName", from.study_name);
    out.put_if("studyCode", from.study_code).put_list("studyCharacteristics", from.characteristics);
    if (!from.level_id.empty()) {
        out.out.name("studyLevel").begin_object().member("studyLevelId", from.level_id);
        out.out.member("studyLevelPrefix", from.level_prefix).member("studyLevelName", from.level_name).end_object();
    }
    return out.put_if("studyYear", from.year).end(from);
}

std::string write(const subject_offering& from) {
    object out;
    out.put("subjectOfferingId", from.id).put("subjectOfferingName", from.name);
    out.put_if("subjectOfferingAbbr", from.abbreviation).put_if("subjectCode", from.code);
    return out.put_list("studyOfferings", from.studies).end(from);
}

std::string write(const school_period& from) {
    object out;
    out.put("schoolPeriodId", from.id).put("title", from.title).put_if("type", from.type);
    out.put_if("superSchoolPeriod", from.parent).put_list("subSchoolPeriods", from.children);
    return out.put("startDate", from.begin).put("endDate", from.end).end(from);
}

std::string write(const student& from, const attributes& with) {
    object out;
    put_names(out, from, with);
    if (with.demographics) out.put_if("dateOfBirth", from.birth_date).put_if("gender", from.gender);
    return out.end(from);
}

std::string write(const employee& from, const attributes& with) {
    object out;
    put_names(out, from, with);
    if (with.communication) out.put_if("phone", from.phone);
    if (with.roles && !from.roles.empty()) {
        out.out.name("organisationRoles").begin_array();
        for (const organisation_role& one : from.roles) {
            out.out.begin_object().name("organisation");
            put_school(out.out, one.organisation);
            out.put("organisationRole", one.role).put("beginDate", one.begin).put_if("endDate", one.end);
            out.out.end_object();
        }
        out.out.end_array();
    }
    return out.end(from);
}

std::string write(const enrollment& from) {
    object out;
    out.put("enrollmentId", from.id).put_user("student", from.student).put("enrollmentType", from.type);
    out.put_if("study", from.study).put_if("studyPublicId", from.study_public_id).put_if("studyYear", from.year);
    if (from.location) {
        out.out.name("location");
        put_location(out.out, *from.location);
    }
    out.put_if("subject", from.subject);
    put_period(out, from);
    return out.end(from);
}

std::string write(const assignment& from) {
    object out;
    out.put("assignmentId", from.id).put_user("employee", from.employee).put("assignmentType", from.type);
    out.put_if("group", from.group).put_if("subject", from.subject);
    if (from.student) out.put_user("student", *from.student);
    put_period(out, from);
    return out.end(from);
}

std::string write(const group& from) {
    object out;
    out.put("groupId", from.id).put("groupName", from.name).put("groupType", from.type);
    out.out.name("students").begin_array();
    for (const reference& one : from.students) put_user(out.out, one);
    out.out.end_array();
    out.put_list("assignments", from.assignments, true);
    put_period(out, from);
    return out.end(from);
}

} // namespace schakel::edu_v::wire
