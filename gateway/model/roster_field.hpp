// Names of the canonical roster fields, for traces, fates and attribute release. The loss report joins on them, and a
// release profile lists those that a party may have.
#pragma once

#include "gateway/model/field.hpp"

namespace schakel::model::roster_field {

using name = field::name;

inline constexpr name school = "roster.school"; // identifiers of the school
inline constexpr name school_name = "roster.school-name";
inline constexpr name school_year = "roster.school-year";
inline constexpr name reference_date = "roster.reference-date";
inline constexpr name made_at = "roster.made-at";
inline constexpr name author = "roster.author";
inline constexpr name comment = "roster.comment";

inline constexpr name organisation_id = "organisation.id";
inline constexpr name organisation_kind = "organisation.kind";
inline constexpr name organisation_name = "organisation.name";
inline constexpr name organisation_description = "organisation.description";
inline constexpr name organisation_parent = "organisation.parent";

inline constexpr name period_id = "period.id";
inline constexpr name period_kind = "period.kind";
inline constexpr name period_title = "period.title";
inline constexpr name period_begin = "period.begin";
inline constexpr name period_end = "period.end";
inline constexpr name period_school_year = "period.school-year";
inline constexpr name period_parent = "period.parent";

inline constexpr name course_id = "course.id";
inline constexpr name course_kind = "course.kind";
inline constexpr name course_title = "course.title";
inline constexpr name course_abbreviation = "course.abbreviation";
inline constexpr name course_code = "course.code";
inline constexpr name course_organisation = "course.organisation";
inline constexpr name course_period = "course.period";
inline constexpr name course_level = "course.level";
inline constexpr name course_subject = "course.subject";
inline constexpr name course_study_level = "course.study-level";
inline constexpr name course_study = "course.study";

inline constexpr name group_id = "group.id";
inline constexpr name group_kind = "group.kind";
inline constexpr name group_name = "group.name";
inline constexpr name group_description = "group.description";
inline constexpr name group_code = "group.code";
inline constexpr name group_room = "group.room";
inline constexpr name group_organisation = "group.organisation";
inline constexpr name group_course = "group.course";
inline constexpr name group_period = "group.period";
inline constexpr name group_level = "group.level";
inline constexpr name group_subject = "group.subject";
inline constexpr name group_begin = "group.begin";
inline constexpr name group_end = "group.end";

inline constexpr name person_id = "person.id"; // the source's key, las.key or sourcedId
inline constexpr name person_eckid = "person.eckid";
inline constexpr name person_other_id = "person.other-id";
inline constexpr name person_kind = "person.kind";
inline constexpr name person_family_name = "person.family-name";
inline constexpr name person_family_prefix = "person.family-prefix";
inline constexpr name person_given_names = "person.given-names";
inline constexpr name person_initials = "person.initials";
inline constexpr name person_preferred_name = "person.preferred-name";
inline constexpr name person_middle_name = "person.middle-name";
inline constexpr name person_alias = "person.alias";
inline constexpr name person_birth_date = "person.birth-date";
inline constexpr name person_gender = "person.gender";
inline constexpr name person_user_name = "person.user-name";
inline constexpr name person_email = "person.email";
inline constexpr name person_phone = "person.phone";
inline constexpr name person_enabled = "person.enabled";
inline constexpr name person_level = "person.level";
inline constexpr name person_location = "person.location";
inline constexpr name person_begin = "person.begin";
inline constexpr name person_end = "person.end";
inline constexpr name person_in_year_3 = "person.in-year-3";
inline constexpr name person_role = "person.role";
inline constexpr name person_role_description = "person.role.description";
inline constexpr name person_role_organisation = "person.role.organisation";
inline constexpr name person_role_dates = "person.role.dates";

inline constexpr name membership_id = "membership.id";
inline constexpr name membership_person = "membership.person";
inline constexpr name membership_group = "membership.group";
inline constexpr name membership_role = "membership.role";
inline constexpr name membership_role_description = "membership.role.description";
inline constexpr name membership_primary = "membership.primary";
inline constexpr name membership_organisation = "membership.organisation";
inline constexpr name membership_period = "membership.period";
inline constexpr name membership_begin = "membership.begin";
inline constexpr name membership_end = "membership.end";

inline constexpr name enrolment_id = "enrolment.id";
inline constexpr name enrolment_person = "enrolment.person";
inline constexpr name enrolment_course = "enrolment.course";
inline constexpr name enrolment_location = "enrolment.location";
inline constexpr name enrolment_period = "enrolment.period";
inline constexpr name enrolment_level = "enrolment.level";
inline constexpr name enrolment_begin = "enrolment.begin";
inline constexpr name enrolment_end = "enrolment.end";

inline constexpr name modified = "record.modified";
inline constexpr name ended = "record.ended";

// Shared with progress: field::extension, field::schema_version, field::credentials, field::structure.

} // namespace schakel::model::roster_field
