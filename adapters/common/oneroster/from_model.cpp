#include "adapters/common/oneroster/from_model.hpp"

#include "adapters/common/oneroster/from_model_parts.hpp"
#include "adapters/common/oneroster/meaning.hpp"
#include "adapters/common/oneroster/vocabulary.hpp"

namespace schakel::oneroster {

namespace roster = model::roster;
namespace field = model::roster_field;

namespace {

void refer(const std::vector<std::string>& ids, reference_list& into) {
    for (const std::string& id : ids) into.push_back({id});
}

// The exact word of the source where the version has it, else ours.
std::string word_for(std::string_view kept, std::string_view ours, const vocabulary& list, version in_version) {
    return std::string(!kept.empty() && knows(list, in_version, kept) ? kept : ours);
}

constexpr std::string_view no_code = "the source has none: the id";

} // namespace

// ---------------------------------------------------------------- sessions and orgs

academic_session session_from(const roster::school_period& from, const making& how) {
    academic_session made;
    fates told(how.fate);
    put_base(from, object_kind::academic_session, how, made, told);
    told.carried(field::period_id);
    put_ids(from.ids, field::period_id, made, told);
    made.title = from.title.empty() ? from.school_year : from.title;
    if (made.title.empty()) made.title = made.id;
    told.carried(field::period_title, !from.title.empty());
    told.defaulted("academicSessions/title", "the school year", from.title.empty());
    made.type = word_for(extra_of(from, extra::type), session_type_of(from.kind), session_types, how.in_version);
    told.carried(field::period_kind);

    const std::string& year = roster::is_school_year(from.school_year) ? from.school_year : how.frame.school_year();
    made.school_year = ending_year_of(year);
    told.carried(field::period_school_year, !from.school_year.empty());
    told.defaulted("academicSessions/schoolYear", "the school year of the roster", from.school_year.empty());
    made.start = from.begin ? text_of(from.begin) : year.substr(0, 4) + "-08-01";
    made.end = from.end ? text_of(from.end) : made.school_year + "-08-01";
    told.carried(field::period_begin, from.begin.has_value());
    told.carried(field::period_end, from.end.has_value());
    told.defaulted("academicSessions/startDate, endDate", "of the school year", !from.begin || !from.end);

    if (const auto* parent = how.frame.period(from.parent)) made.parent.id = parent->id;
    told.carried(field::period_parent, !made.parent.empty());
    told.dropped(field::period_parent, "it is not in the roster", made.parent.empty() && !from.parent.empty());
    if (const auto* self = how.frame.period(from.id)) refer(self->children, made.children);
    return made;
}

org org_from(const roster::organisation& from, const making& how) {
    org made;
    fates told(how.fate);
    put_base(from, object_kind::org, how, made, told);
    told.carried(field::organisation_id);
    put_ids(from.ids, field::organisation_id, made, told);
    const told_word type = org_type_of(from.kind);
    made.type = word_for(extra_of(from, extra::type), type.word, org_types, how.in_version);
    if (!type.exact && extra_of(from, extra::type).empty()) put(made, own::kind, to_string(from.kind));
    told.carried(field::organisation_kind, type.exact);
    told.mapped(
        field::organisation_kind, "OneRoster has no such type of org: the exact kind is in metadata", !type.exact
    );
    made.name = from.name.empty() ? made.id : from.name;
    told.carried(field::organisation_name, !from.name.empty());
    told.defaulted("orgs/name", no_code, from.name.empty());

    const std::string_view kept = extra_of(from, extra::identifier);
    made.identifier = kept.empty() ? org_identifier_of(from.ids) : kept;
    told.defaulted("orgs/identifier", no_code, made.identifier.empty());
    if (made.identifier.empty()) made.identifier = made.id;
    put_mapped(made, own::description, from.description, field::organisation_description, told);
    if (const auto* self = how.frame.organisation(from.id)) {
        made.parent.id = self->parent;
        refer(self->children, made.children);
    }
    told.carried(field::organisation_parent, !from.parent.empty() && !made.parent.empty());
    told.dropped(field::organisation_parent, "it is not in the roster", !from.parent.empty() && made.parent.empty());
    return made;
}

// ---------------------------------------------------------------- courses and classes

course course_from(const roster::course& from, const making& how) {
    course made;
    fates told(how.fate);
    put_base(from, object_kind::course, how, made, told);
    told.carried(field::course_id);
    put_ids(from.ids, field::course_id, made, told);
    made.title = from.title.empty() ? made.id : from.title;
    told.carried(field::course_title, !from.title.empty());
    told.defaulted("courses/title", no_code, from.title.empty());
    made.code = !from.code.empty() ? from.code : !from.abbreviation.empty() ? from.abbreviation : made.title;
    told.carried(field::course_code, !from.code.empty());
    told.defaulted("courses/courseCode", "the abbreviation or title", from.code.empty());
    put_mapped(made, own::abbreviation, from.abbreviation, field::course_abbreviation, told);
    put_mapped(made, own::study_level, from.study_level, field::course_study_level, told);
    if (from.kind != roster::course::kind_of::course) put(made, own::kind, to_string(from.kind));
    told.carried(field::course_kind, from.kind == roster::course::kind_of::course);
    told.mapped(field::course_kind, in_metadata, from.kind != roster::course::kind_of::course);
    for (std::size_t i = 0; i < from.studies.size(); ++i)
        told.dropped(field::course_study, "OneRoster has no programmes that subjects belong to");

    made.org.id = how.frame.org_of(from.organisation);
    told.carried(field::course_organisation, !from.organisation.empty());
    if (const auto* period = how.frame.period(from.period)) made.school_year.id = period->id;
    told.carried(field::course_period, !made.school_year.empty());
    told.dropped(field::course_period, "it is not in the roster", made.school_year.empty() && !from.period.empty());
    made.grades = words_of(from.levels, own::grade_vocabulary, field::course_level, made, told);
    made.subjects = words_of(from.subjects, own::subject_vocabulary, field::course_subject, made, told);
    made.subject_codes = list_of(extra_of(from, extra::subject_codes));
    return made;
}

class_object class_from(const roster::group& from, const making& how) {
    class_object made;
    fates told(how.fate);
    put_base(from, object_kind::class_object, how, made, told);
    told.carried(field::group_id);
    put_ids(from.ids, field::group_id, made, told);
    made.title = from.name.empty() ? made.id : from.name;
    told.carried(field::group_name, !from.name.empty());
    told.defaulted("classes/title", no_code, from.name.empty());
    made.code = from.code;
    made.location = from.room;
    told.carried(field::group_code, !from.code.empty());
    told.carried(field::group_room, !from.room.empty());
    made.type = word_for(extra_of(from, extra::type), class_type_of(from.kind), class_types, how.in_version);
    told.carried(field::group_kind);
    put_mapped(made, own::description, from.description, field::group_description, told);
    put_mapped(made, own::begin, text_of(from.begin), field::group_begin, told);
    put_mapped(made, own::end, text_of(from.end), field::group_end, told);

    made.school.id = how.frame.org_of(from.organisation);
    told.carried(field::group_organisation, !from.organisation.empty());
    const std::string_view of_course = how.frame.course_id(from.course);
    made.course.id = of_course.empty() ? std::string_view(how.frame.default_course()) : of_course;
    told.carried(field::group_course, !of_course.empty());
    told.dropped(field::group_course, "it is not in the roster", of_course.empty() && !from.course.empty());
    told.defaulted("classes/course", "OneRoster asks for one: a course of the school in general", of_course.empty());
    for (const std::string& id : from.periods) {
        const auto* period = how.frame.period(id);
        if (period) made.terms.push_back({period->id});
        told.carried(field::group_period, period != nullptr);
        told.dropped(field::group_period, "it is not in the roster", period == nullptr);
    }
    told.defaulted("classes/terms", "OneRoster asks for one: the school year", made.terms.empty());
    if (made.terms.empty()) refer(how.frame.default_terms(), made.terms);

    made.grades = words_of(from.levels, own::grade_vocabulary, field::group_level, made, told);
    made.subjects = words_of(from.subjects, own::subject_vocabulary, field::group_subject, made, told);
    made.subject_codes = list_of(extra_of(from, extra::subject_codes));
    made.periods = list_of(extra_of(from, extra::periods));
    return made;
}

// ---------------------------------------------------------------- enrollments

std::optional<enrollment> enrollment_from(const roster::membership& from, const making& how) {
    fates told(how.fate);
    const auto* group = how.frame.group(from.group);
    if (!group) {
        told.dropped(field::membership_group, "the group is not in the roster");
        return std::nullopt;
    }
    enrollment made;
    put_base(from, object_kind::enrollment, how, made, told);
    told.carried(field::membership_id);
    put_ids(from.ids, field::membership_id, made, told);
    if (how.with_ids) made.user.id = how.frame.person_id(from.person);
    made.in_class.id = group->id;
    told.carried(field::membership_person);
    told.carried(field::membership_group);
    const bool elsewhere = !from.organisation.empty();
    made.school.id = elsewhere ? how.frame.org_of(from.organisation) : group->school;
    told.carried(field::membership_organisation, elsewhere);

    const std::string_view kept = extra_of(from, extra::role);
    const told_word word = enrollment_role_of(from.what, how.in_version);
    made.role = word_for(kept, word.word, enrollment_roles, how.in_version);
    const bool exact = word.exact || made.role == kept;
    if (!exact) put(made, own::roles, roster::to_string(from.what));
    told.carried(field::membership_role, exact);
    told.mapped(field::membership_role, "the nearest word of OneRoster; the exact role is in metadata", !exact);
    made.primary = from.primary;
    told.carried(field::membership_primary, from.primary);
    made.begin = text_of(from.begin);
    made.end = text_of(from.end);
    told.carried(field::membership_begin, from.begin.has_value());
    told.carried(field::membership_end, from.end.has_value());
    const auto* period = how.frame.period(from.period);
    put_mapped(made, own::period, period ? period->id : "", field::membership_period, told);
    told.dropped(field::membership_period, "it is not in the roster", !period && !from.period.empty());
    put_mapped(made, own::description, from.description, field::membership_role_description, told);
    return made;
}

// ---------------------------------------------------------------- the rest

void tell_head(const roster::head& from, const making& how) {
    fates told(how.fate);
    constexpr std::string_view no_place = "OneRoster says nothing of the roster as a whole";
    const bool as_org = !how.frame.made_up_orgs().empty();
    for (std::size_t i = 0; i < from.school.size(); ++i) told.mapped(field::school, "the org of the school");
    told.mapped(field::school_name, "the org of the school", !from.school_name.empty());
    told.mapped(field::school_year, "academic sessions", !from.school_year.empty());
    told.defaulted("orgs", "the school is not among the organisations of the source: it has an org", as_org);
    told.defaulted(
        "academicSessions", "the source has no periods: a school year and one term",
        !how.frame.made_up_sessions().empty()
    );
    told.defaulted(
        "courses", "classes without a course: a course of the school in general", !how.frame.made_up_courses().empty()
    );
    told.dropped(field::reference_date, no_place, from.reference_date.has_value());
    told.dropped(field::made_at, no_place, from.made_at.has_value());
    told.dropped(field::author, no_place, !from.author.empty());
    told.dropped(field::comment, no_place, !from.comment.empty());
    for (std::size_t i = 0; i < from.extra.size(); ++i) told.dropped(model::field::extension, no_place);
}

void tell_lost(const roster::enrolment& from, const making& how) {
    fates told(how.fate);
    constexpr std::string_view reason = "OneRoster enrolls in classes only";
    told.dropped(field::enrolment_id, reason);
    told.dropped(field::enrolment_person, reason);
    told.dropped(field::enrolment_course, reason);
    told.dropped(field::enrolment_location, reason, !from.location.empty());
    told.dropped(field::enrolment_period, reason, !from.period.empty());
    for (std::size_t i = 0; i < from.levels.size(); ++i) told.dropped(field::enrolment_level, reason);
    told.dropped(field::enrolment_begin, reason, from.begin.has_value());
    told.dropped(field::enrolment_end, reason, from.end.has_value());
}

} // namespace schakel::oneroster
