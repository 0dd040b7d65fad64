#include "adapters/common/edu_v/wire.hpp"

namespace schakel::edu_v::wire {

namespace {

std::string text(json::value object, std::string_view name) {
    return std::string(object.member(name).text());
}

template <class Item, class Read>
std::vector<Item> list(json::value array, Read read) {
    std::vector<Item> items;
    if (!array.is(json::kind::array)) return items;
    for (json::value one = array.first_child(); one; one = one.next_sibling()) items.push_back(read(one));
    return items;
}

std::vector<std::string> texts(json::value array) {
    return list<std::string>(array, [](json::value one) { return std::string(one.text()); });
}

void parse_tail(json::value at, tail& into) {
    into.at = at;
    into.ended = at.member("status").text() == "tobedeleted";
    into.created = text(at, "dateCreated");
    into.modified = text(at, "dateLastModified");
}

named_reference location(json::value at) {
    named_reference out{text(at, "locationMasterIdentifier"), text(at, "name"), {}, at};
    out.ids = list<identifier>(at.member("locationIds"), [](json::value one) {
        return identifier{text(one, "locationId"), text(one, "locationIdType"), one};
    });
    return out;
}

named_reference board(json::value at) {
    reference named = school_reference(at);
    return {std::move(named.master), text(at, "name"), std::move(named.ids), at};
}

organisation_role role(json::value at) {
    return {
        school_reference(at.member("organisation")), text(at, "organisationRole"), text(at, "beginDate"),
        text(at, "endDate"), at};
}

template <class Person>
void parse_names(json::value at, Person& into) {
    parse_tail(at, into);
    into.who = user_reference(at);
    into.given_name = text(at, "givenName");
    into.preferred_name = text(at, "preferredFirstName");
    into.family_name = text(at, "familyName");
    into.family_prefix = text(at, "familyNamePrefix");
    into.alias = text(at, "alias");
    into.email = text(at, "email");
}

template <class Object>
void parse_period(json::value at, Object& into) {
    into.period = text(at, "schoolPeriod");
    into.begin = text(at, "beginDate");
    into.end = text(at, "endDate");
}

} // namespace

void parse(json::value at, organisation& into) {
    parse_tail(at, into);
    into.school = school_reference(at);
    into.name = text(at, "name");
    into.boards = list<named_reference>(at.member("boards"), board);
    into.locations = list<named_reference>(at.member("locations"), location);
}

void parse(json::value at, study_offering& into) {
    parse_tail(at, into);
    into.id = text(at, "studyOfferingId");
    into.name = text(at, "studyOfferingName");
    into.study_name = text(at, "studyName");
    into.study_code = text(at, "studyCode");
    into.characteristics = texts(at.member("studyCharacteristics"));
    const json::value level = at.member("studyLevel");
    into.level_id = text(level, "studyLevelId");
    into.level_prefix = text(level, "studyLevelPrefix");
    into.level_name = text(level, "studyLevelName");
    into.year = at.member("studyYear").integer();
}

void parse(json::value at, subject_offering& into) {
    parse_tail(at, into);
    into.id = text(at, "subjectOfferingId");
    into.name = text(at, "subjectOfferingName");
    into.abbreviation = text(at, "subjectOfferingAbbr");
    into.code = text(at, "subjectCode");
    into.studies = texts(at.member("studyOfferings"));
}

void parse(json::value at, school_period& into) {
    parse_tail(at, into);
    into.id = text(at, "schoolPeriodId");
    into.title = text(at, "title");
    into.type = text(at, "type");
    into.parent = text(at, "superSchoolPeriod");
    into.children = texts(at.member("subSchoolPeriods"));
    into.begin = text(at, "startDate");
    into.end = text(at, "endDate");
}

void parse(json::value at, student& into) {
    parse_names(at, into);
    into.birth_date = text(at, "dateOfBirth");
    into.gender = text(at, "gender");
}

void parse(json::value at, employee& into) {
    parse_names(at, into);
    into.phone = text(at, "phone");
    into.roles = list<organisation_role>(at.member("organisationRoles"), role);
}

void parse(json::value at, enrollment& into) {
    parse_tail(at, into);
    into.id = text(at, "enrollmentId");
    into.student = user_reference(at.member("student"));
    into.type = text(at, "enrollmentType");
    into.study = text(at, "study");
    into.study_public_id = text(at, "studyPublicId");
    into.subject = text(at, "subject");
    into.year = at.member("studyYear").integer();
    if (const json::value where = at.member("location"); where.is(json::kind::object)) into.location = location(where);
    parse_period(at, into);
}

void parse(json::value at, assignment& into) {
    parse_tail(at, into);
    into.id = text(at, "assignmentId");
    into.employee = user_reference(at.member("employee"));
    into.type = text(at, "assignmentType");
    into.group = text(at, "group");
    into.subject = text(at, "subject");
    if (const json::value who = at.member("student"); who.is(json::kind::object)) into.student = user_reference(who);
    parse_period(at, into);
}

void parse(json::value at, group& into) {
    parse_tail(at, into);
    into.id = text(at, "groupId");
    into.name = text(at, "groupName");
    into.type = text(at, "groupType");
    into.students = list<reference>(at.member("students"), user_reference);
    into.assignments = texts(at.member("assignments"));
    parse_period(at, into);
}

} // namespace schakel::edu_v::wire
