#include "adapters/common/oneroster/to_model.hpp"

#include "adapters/common/oneroster/extras.hpp"
#include "adapters/common/oneroster/meaning.hpp"
#include "adapters/common/oneroster/to_model_parts.hpp"
#include "gateway/model/roster_field.hpp"

namespace schakel::oneroster {

namespace roster = model::roster;
namespace field = model::roster_field;

namespace {

std::string joined(const text_list& list) {
    std::string all;
    for (const std::string& one : list) {
        if (!all.empty()) all += '\n';
        all += one;
    }
    return all;
}

} // namespace

std::vector<model::term> terms_of(const text_list& words, std::string_view vocabulary) {
    std::vector<model::term> terms;
    for (const std::string& one : words) terms.push_back({one, std::string(vocabulary), {}});
    return terms;
}

void keep(roster::record_tail& into, std::string_view name, std::string_view value) {
    if (!value.empty())
        into.extra.push_back({std::string(family_name_of_standard), std::string(name), std::string(value)});
}

void keep_metadata(roster::record_tail& into, std::string_view name, std::string_view value, bool json) {
    keep(into, std::string(json ? extra::metadata_json_prefix : extra::metadata_prefix) + std::string(name), value);
}

// ---------------------------------------------------------------- every object

void model_builder::take_base(const object_base& from, std::string_view base_path, roster::record_tail& into) {
    into.id = from.id;
    into.ids.push_back({std::string(model::scheme::oneroster_id), from.id, {}});
    into.ended = from.status == "tobedeleted";
    into.modified = parse_rfc3339(from.modified);
    if (into.modified) trace_.saw("dateLastModified", field::modified);
    if (into.ended) trace_.saw("status", field::ended);
    for (const metadata_entry& one : from.metadata) {
        if (!one.name.starts_with(own::prefix)) {
            keep_metadata(into, one.name, one.value, one.json);
            trace_.saw("metadata", model::field::extension);
        } else if (one.name.starts_with(own::id_prefix)) {
            into.ids.push_back({one.name.substr(own::id_prefix.size()), one.value, {}});
            trace_.saw("metadata/schakel.id", base_path);
        }
    }
}

bool model_builder::is_made_up(const object_base& from) {
    if (value_of(from.metadata, own::made_up) != "true") return false;
    made_up_.insert(from.id);
    return true;
}

std::string_view model_builder::type_of_org(std::string_view id) const {
    const auto found = orgs_.find(std::string(id));
    return found == orgs_.end() ? std::string_view{} : std::string_view(found->second.type);
}

// ---------------------------------------------------------------- sessions and orgs

std::optional<roster::school_period> model_builder::period_of(const academic_session& from) {
    const std::string said = std::string(value_of(from.metadata, own::school_year));
    const std::string year = said.empty() ? school_year_ending(from.school_year) : said;
    if (head_.school_year.empty() || from.type == "schoolYear") head_.school_year = year;
    if (is_made_up(from)) {
        trace_.saw("academicSessions/schoolYear", field::school_year);
        return std::nullopt;
    }
    roster::school_period made;
    take_base(from, field::period_id, made);
    made.kind = period_kind_of(from.type);
    if (session_type_of(made.kind) != from.type) keep(made, extra::type, from.type);
    made.title = from.title;
    made.school_year = year;
    made.begin = parse_date(from.start);
    made.end = parse_date(from.end);
    made.parent = real(from.parent.id);
    trace_.saw("academicSessions/sourcedId", field::period_id);
    trace_.saw("academicSessions/type", field::period_kind);
    trace_.saw("academicSessions/title", field::period_title);
    if (!year.empty()) trace_.saw("academicSessions/schoolYear", field::period_school_year);
    if (made.begin) trace_.saw("academicSessions/startDate", field::period_begin);
    if (made.end) trace_.saw("academicSessions/endDate", field::period_end);
    if (!made.parent.empty()) trace_.saw("academicSessions/parent", field::period_parent);
    return made;
}

std::optional<roster::organisation> model_builder::organisation_of(const org& from) {
    roster::organisation made;
    const std::string_view told_kind = value_of(from.metadata, own::kind);
    made.kind = parse_organisation_kind(told_kind).value_or(organisation_kind_of(from.type));
    orgs_[from.id] = {from.type, made.kind};
    const bool stands_in = is_made_up(from);
    take_base(from, stands_in ? field::school : field::organisation_id, made);
    made.name = from.name;
    const auto known = school_identifier_of(from.identifier);
    if (known && !model::find(made.ids, known->scheme)) made.ids.push_back(*known);
    if (!known && !from.identifier.empty() && org_identifier_of(made.ids) != from.identifier)
        keep(made, extra::identifier, from.identifier);

    const bool is_school = made.kind == roster::organisation::kind_of::school && !made.ended;
    if (stands_in || (is_school && !school_made_up_ && schools_ == 0)) {
        head_.school = made.ids;
        std::erase_if(head_.school, [](const auto& id) { return id.scheme == model::scheme::oneroster_id; });
        head_.school_name = stands_in && from.name == from.id ? std::string{} : from.name;
    } else if (is_school && !school_made_up_ && schools_ == 1) {
        head_.school.clear(); // several schools: the document says nothing of whose roster it is
        head_.school_name.clear();
    }
    if (stands_in) {
        school_made_up_ = true;
        trace_.saw("orgs/name", field::school_name);
        trace_.saw("orgs/identifier", field::school);
        return std::nullopt;
    }
    schools_ += is_school ? 1 : 0;

    made.description = value_of(from.metadata, own::description);
    made.parent = real(from.parent.id);
    if (told_kind.empty() && org_type_of(made.kind).word != from.type) keep(made, extra::type, from.type);
    trace_.saw("orgs/sourcedId", field::organisation_id);
    trace_.saw("orgs/name", field::organisation_name);
    trace_.saw("orgs/type", field::organisation_kind);
    if (!from.identifier.empty()) trace_.saw("orgs/identifier", field::organisation_id);
    if (!made.description.empty()) trace_.saw("orgs/metadata/schakel.description", field::organisation_description);
    if (!made.parent.empty()) trace_.saw("orgs/parent", field::organisation_parent);
    return made;
}

// ---------------------------------------------------------------- courses and classes

std::optional<roster::course> model_builder::course_of(const course& from) {
    if (is_made_up(from)) return std::nullopt;
    roster::course made;
    take_base(from, field::course_id, made);
    made.kind = parse_course_kind(value_of(from.metadata, own::kind));
    made.title = from.title;
    made.code = from.code;
    made.abbreviation = value_of(from.metadata, own::abbreviation);
    made.study_level = value_of(from.metadata, own::study_level);
    made.organisation = real(from.org.id);
    made.period = real(from.school_year.id);
    made.levels = terms_of(from.grades, value_of(from.metadata, own::grade_vocabulary));
    made.subjects = terms_of(from.subjects, value_of(from.metadata, own::subject_vocabulary));
    keep(made, extra::subject_codes, joined(from.subject_codes));
    trace_.saw("courses/sourcedId", field::course_id);
    trace_.saw("courses/title", field::course_title);
    if (!made.code.empty()) trace_.saw("courses/courseCode", field::course_code);
    if (!made.abbreviation.empty()) trace_.saw("courses/metadata/schakel.abbreviation", field::course_abbreviation);
    if (!made.study_level.empty()) trace_.saw("courses/metadata/schakel.studyLevel", field::course_study_level);
    if (!made.organisation.empty()) trace_.saw("courses/org", field::course_organisation);
    if (!made.period.empty()) trace_.saw("courses/schoolYear", field::course_period);
    for (std::size_t i = 0; i < made.levels.size(); ++i) trace_.saw("courses/grades", field::course_level);
    for (std::size_t i = 0; i < made.subjects.size(); ++i) trace_.saw("courses/subjects", field::course_subject);
    if (!from.subject_codes.empty()) trace_.saw("courses/subjectCodes", model::field::extension);
    if (!from.resources.empty()) trace_.left("courses/resources", "learning materials are no part of a roster");
    return made;
}

roster::group model_builder::group_of(const class_object& from) {
    roster::group made;
    take_base(from, field::group_id, made);
    made.kind = group_kind_of(from.type);
    if (!from.type.empty() && class_type_of(made.kind) != from.type) keep(made, extra::type, from.type);
    made.name = from.title;
    made.code = from.code;
    made.room = from.location;
    made.description = value_of(from.metadata, own::description);
    made.organisation = real(from.school.id);
    made.course = real(from.course.id);
    for (const reference& term : from.terms) {
        if (!real(term.id).empty()) made.periods.push_back(term.id);
    }
    made.levels = terms_of(from.grades, value_of(from.metadata, own::grade_vocabulary));
    made.subjects = terms_of(from.subjects, value_of(from.metadata, own::subject_vocabulary));
    made.begin = parse_date(value_of(from.metadata, own::begin));
    made.end = parse_date(value_of(from.metadata, own::end));
    keep(made, extra::subject_codes, joined(from.subject_codes));
    keep(made, extra::periods, joined(from.periods));
    trace_.saw("classes/sourcedId", field::group_id);
    trace_.saw("classes/title", field::group_name);
    if (!from.type.empty()) trace_.saw("classes/classType", field::group_kind);
    if (!made.code.empty()) trace_.saw("classes/classCode", field::group_code);
    if (!made.room.empty()) trace_.saw("classes/location", field::group_room);
    if (!made.description.empty()) trace_.saw("classes/metadata/schakel.description", field::group_description);
    if (!made.organisation.empty()) trace_.saw("classes/school", field::group_organisation);
    if (!made.course.empty()) trace_.saw("classes/course", field::group_course);
    for (std::size_t i = 0; i < made.periods.size(); ++i) trace_.saw("classes/terms", field::group_period);
    for (std::size_t i = 0; i < made.levels.size(); ++i) trace_.saw("classes/grades", field::group_level);
    for (std::size_t i = 0; i < made.subjects.size(); ++i) trace_.saw("classes/subjects", field::group_subject);
    if (made.begin) trace_.saw("classes/metadata/schakel.begin", field::group_begin);
    if (made.end) trace_.saw("classes/metadata/schakel.end", field::group_end);
    if (!from.subject_codes.empty()) trace_.saw("classes/subjectCodes", model::field::extension);
    if (!from.periods.empty()) trace_.saw("classes/periods", model::field::extension);
    if (!from.resources.empty()) trace_.left("classes/resources", "learning materials are no part of a roster");
    return made;
}

// ---------------------------------------------------------------- enrollments

roster::membership model_builder::membership_of(const enrollment& from) {
    roster::membership made;
    take_base(from, field::membership_id, made);
    made.person = from.user.id;
    made.group = from.in_class.id;
    const auto exact = roster::parse_role(value_of(from.metadata, own::roles));
    made.what = exact.value_or(role_of(from.role));
    if (!exact && enrollment_role_of(made.what, version_).word != from.role) keep(made, extra::role, from.role);
    made.primary = from.primary.value_or(false);
    made.organisation = real(from.school.id);
    made.period = value_of(from.metadata, own::period);
    made.begin = parse_date(from.begin);
    made.end = parse_date(from.end);
    made.description = value_of(from.metadata, own::description);
    trace_.saw("enrollments/sourcedId", field::membership_id);
    trace_.saw("enrollments/user", field::membership_person);
    trace_.saw("enrollments/class", field::membership_group);
    trace_.saw("enrollments/role", field::membership_role);
    if (made.primary) trace_.saw("enrollments/primary", field::membership_primary);
    if (!made.organisation.empty()) trace_.saw("enrollments/school", field::membership_organisation);
    if (!made.period.empty()) trace_.saw("enrollments/metadata/schakel.period", field::membership_period);
    if (made.begin) trace_.saw("enrollments/beginDate", field::membership_begin);
    if (made.end) trace_.saw("enrollments/endDate", field::membership_end);
    if (!made.description.empty())
        trace_.saw("enrollments/metadata/schakel.description", field::membership_role_description);
    return made;
}

// ---------------------------------------------------------------- into a sink

void model_builder::add(const academic_session& from, roster_sink& into) {
    if (auto made = period_of(from)) into.add(*std::move(made));
}

void model_builder::add(const org& from, roster_sink& into) {
    if (auto made = organisation_of(from)) into.add(*std::move(made));
}

void model_builder::add(const course& from, roster_sink& into) {
    if (auto made = course_of(from)) into.add(*std::move(made));
}

roster::head model_builder::head() const {
    return head_;
}

} // namespace schakel::oneroster
