// Which field of a record each name of model::roster_field stands for, as the way to take it out. Private to pipeline.
#pragma once

#include "gateway/model/roster.hpp"
#include "gateway/model/roster_field.hpp"

#include <string_view>

namespace schakel::pipeline {

template <class Record>
struct field_rule {
    std::string_view field;
    void (*take_out)(Record&);
};

namespace rules {

namespace field = model::roster_field;
namespace roster = model::roster;

inline constexpr field_rule<roster::head> head[] = {
    {field::school_name, [](roster::head& one) { one.school_name.clear(); }},
    {field::school_year, [](roster::head& one) { one.school_year.clear(); }},
    {field::reference_date, [](roster::head& one) { one.reference_date.reset(); }},
    {field::made_at, [](roster::head& one) { one.made_at.reset(); }},
    {field::author, [](roster::head& one) { one.author.clear(); }},
    {field::comment, [](roster::head& one) { one.comment.clear(); }},
};

inline constexpr field_rule<roster::organisation> organisation[] = {
    {field::organisation_kind, [](roster::organisation& one) { one.kind = roster::organisation::kind_of::other; }},
    {field::organisation_name, [](roster::organisation& one) { one.name.clear(); }},
    {field::organisation_description, [](roster::organisation& one) { one.description.clear(); }},
    {field::organisation_parent, [](roster::organisation& one) { one.parent.clear(); }},
};

inline constexpr field_rule<roster::school_period> school_period[] = {
    {field::period_kind, [](roster::school_period& one) { one.kind = roster::school_period::kind_of::school_year; }},
    {field::period_title, [](roster::school_period& one) { one.title.clear(); }},
    {field::period_begin, [](roster::school_period& one) { one.begin.reset(); }},
    {field::period_end, [](roster::school_period& one) { one.end.reset(); }},
    {field::period_school_year, [](roster::school_period& one) { one.school_year.clear(); }},
    {field::period_parent, [](roster::school_period& one) { one.parent.clear(); }},
};

inline constexpr field_rule<roster::course> course[] = {
    {field::course_kind, [](roster::course& one) { one.kind = roster::course::kind_of::course; }},
    {field::course_title, [](roster::course& one) { one.title.clear(); }},
    {field::course_abbreviation, [](roster::course& one) { one.abbreviation.clear(); }},
    {field::course_code, [](roster::course& one) { one.code.clear(); }},
    {field::course_organisation, [](roster::course& one) { one.organisation.clear(); }},
    {field::course_period, [](roster::course& one) { one.period.clear(); }},
    {field::course_level, [](roster::course& one) { one.levels.clear(); }},
    {field::course_subject, [](roster::course& one) { one.subjects.clear(); }},
    {field::course_study_level, [](roster::course& one) { one.study_level.clear(); }},
    {field::course_study, [](roster::course& one) { one.studies.clear(); }},
};

inline constexpr field_rule<roster::group> group[] = {
    {field::group_kind, [](roster::group& one) { one.kind = roster::group::kind_of::home; }},
    {field::group_name, [](roster::group& one) { one.name.clear(); }},
    {field::group_description, [](roster::group& one) { one.description.clear(); }},
    {field::group_code, [](roster::group& one) { one.code.clear(); }},
    {field::group_room, [](roster::group& one) { one.room.clear(); }},
    {field::group_organisation, [](roster::group& one) { one.organisation.clear(); }},
    {field::group_course, [](roster::group& one) { one.course.clear(); }},
    {field::group_period, [](roster::group& one) { one.periods.clear(); }},
    {field::group_level, [](roster::group& one) { one.levels.clear(); }},
    {field::group_subject, [](roster::group& one) { one.subjects.clear(); }},
    {field::group_begin, [](roster::group& one) { one.begin.reset(); }},
    {field::group_end, [](roster::group& one) { one.end.reset(); }},
};

// What a person is comes last: the other rules are chosen by it.
inline constexpr field_rule<roster::person> person[] = {
    {field::person_family_name, [](roster::person& one) { one.family_name.clear(); }},
    {field::person_family_prefix, [](roster::person& one) { one.family_prefix.clear(); }},
    {field::person_given_names, [](roster::person& one) { one.given_names.clear(); }},
    {field::person_initials, [](roster::person& one) { one.initials.clear(); }},
    {field::person_preferred_name, [](roster::person& one) { one.preferred_name.clear(); }},
    {field::person_middle_name, [](roster::person& one) { one.middle_name.clear(); }},
    {field::person_alias, [](roster::person& one) { one.alias.clear(); }},
    {field::person_birth_date, [](roster::person& one) { one.birth_date.reset(); }},
    {field::person_gender, [](roster::person& one) { one.sex.reset(); }},
    {field::person_user_name, [](roster::person& one) { one.user_name.clear(); }},
    {field::person_email, [](roster::person& one) { one.email.clear(); }},
    {field::person_phone, [](roster::person& one) { one.phone.clear(); }},
    {field::person_enabled, [](roster::person& one) { one.enabled = true; }},
    {field::person_level, [](roster::person& one) { one.levels.clear(); }},
    {field::person_location, [](roster::person& one) { one.location.clear(); }},
    {field::person_begin, [](roster::person& one) { one.begin.reset(); }},
    {field::person_end, [](roster::person& one) { one.end.reset(); }},
    {field::person_in_year_3, [](roster::person& one) { one.in_year_3.reset(); }},
    {field::person_role, [](roster::person& one) { one.roles.clear(); }},
    {field::person_role_description,
     [](roster::person& one) {
         for (roster::person_role& role : one.roles) role.description.clear();
     }},
    {field::person_role_organisation,
     [](roster::person& one) {
         for (roster::person_role& role : one.roles) role.organisation.clear();
     }},
    {field::person_role_dates,
     [](roster::person& one) {
         for (roster::person_role& role : one.roles) {
             role.begin.reset();
             role.end.reset();
         }
     }},
    {field::person_kind, [](roster::person& one) { one.kind = roster::person_kind::other; }},
};

inline constexpr field_rule<roster::membership> membership[] = {
    {field::membership_person, [](roster::membership& one) { one.person.clear(); }},
    {field::membership_group, [](roster::membership& one) { one.group.clear(); }},
    {field::membership_role, [](roster::membership& one) { one.what = roster::role::other; }},
    {field::membership_role_description, [](roster::membership& one) { one.description.clear(); }},
    {field::membership_primary, [](roster::membership& one) { one.primary = false; }},
    {field::membership_organisation, [](roster::membership& one) { one.organisation.clear(); }},
    {field::membership_period, [](roster::membership& one) { one.period.clear(); }},
    {field::membership_begin, [](roster::membership& one) { one.begin.reset(); }},
    {field::membership_end, [](roster::membership& one) { one.end.reset(); }},
};

inline constexpr field_rule<roster::enrolment> enrolment[] = {
    {field::enrolment_person, [](roster::enrolment& one) { one.person.clear(); }},
    {field::enrolment_course, [](roster::enrolment& one) { one.course.clear(); }},
    {field::enrolment_location, [](roster::enrolment& one) { one.location.clear(); }},
    {field::enrolment_period, [](roster::enrolment& one) { one.period.clear(); }},
    {field::enrolment_level, [](roster::enrolment& one) { one.levels.clear(); }},
    {field::enrolment_begin, [](roster::enrolment& one) { one.begin.reset(); }},
    {field::enrolment_end, [](roster::enrolment& one) { one.end.reset(); }},
};

} // namespace rules

} // namespace schakel::pipeline
