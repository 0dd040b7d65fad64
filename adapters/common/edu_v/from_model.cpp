#include "adapters/common/edu_v/from_model.hpp"

#include "adapters/common/edu_v/to_model.hpp"
#include "gateway/adapter/minted_id.hpp"
#include "gateway/core/id.hpp"
#include "gateway/model/roster_field.hpp"

#include <algorithm>

namespace schakel::edu_v {

namespace field = model::roster_field;
namespace scheme = model::scheme;

namespace {

constexpr std::string_view family = "edu-v";
constexpr std::size_t remembered_at_most = 4096;
constexpr std::string_view first_of_year = "the first day of the school period";

std::string_view eduv_id(const model::identifiers& ids) {
    return model::value_of(ids, scheme::eduv_id);
}

std::string day_text(const std::optional<roster::day>& when) {
    return when ? to_string(*when) : std::string();
}

bool is_study_code(std::string_view text) {
    const auto digits = [](std::string_view part) {
        return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    return (text.size() == 4 && digits(text)) ||
           (text.size() == 9 && digits(text.substr(0, 4)) && text[4] == 'O' && digits(text.substr(5)));
}

bool is_level_id(std::string_view text) {
    return is_uuid(text) && std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'F'; });
}

std::vector<std::string> all_of(const model::extensions& list, std::string_view name) {
    std::vector<std::string> values;
    for (const model::extension& one : list) {
        if (one.standard == family && one.name == name) values.push_back(one.value);
    }
    return values;
}

template <class Record>
std::vector<Record> everything(const roster_view& view) {
    std::vector<Record> list;
    roster_range range;
    range.with_ended = true;
    each<Record>(view, range, [&](const Record& one) {
        list.push_back(one);
        return true;
    });
    return list;
}

} // namespace

void fate_counts::move_into(field_fate& fate) {
    for (const auto& [key, count] : counts_) {
        const auto& [name, length, outcome, why, why_length] = key;
        const std::string_view what(name, length), reason(why, why_length);
        switch (outcome) {
        case field_outcome::carried: fate.carried(what, count); break;
        case field_outcome::mapped: fate.mapped(what, reason, count); break;
        case field_outcome::defaulted: fate.defaulted(what, reason, count); break;
        case field_outcome::dropped: fate.dropped(what, reason, count); break;
        }
    }
    counts_.clear();
}

object_maker::object_maker(
    const roster_view& view, const making_options& options, fate_counts* fates, findings* refused
)
    : view_(view), options_(options), fates_(fates ? fates : &unused_), refused_(refused),
      school_(view.head().school.empty() ? options.school : view.head().school) {
    space_ = minting_space(school_);
    organisation_records_ = everything<roster::organisation>(view);
    period_records_ = everything<roster::school_period>(view);
    const instant changed = view.head().made_at.value_or(view.changed_at());
    made_at_ = to_utc(changed == instant{} ? options.now : changed);
    make_organisations();
    make_periods();
}

std::string object_maker::minted(std::string_view kind, std::string_view key) const {
    return minted_id(space_, kind, key);
}

template <class Record>
const Record* object_maker::look_up(remembered<Record>& memory, roster::record_kind kind, const std::string& id) {
    if (id.empty()) return nullptr;
    if (memory.known.size() >= remembered_at_most && !memory.known.contains(id)) memory.known.clear();
    const auto [at, fresh] = memory.known.try_emplace(id);
    if (fresh) {
        if (auto record = view_.find(kind, id)) at->second = std::get<Record>(std::move(*record));
    }
    return at->second ? &*at->second : nullptr;
}

const roster::course* object_maker::course(const std::string& id) {
    return look_up(courses_, roster::record_kind::course, id);
}
const roster::group* object_maker::group_record(const std::string& id) {
    return look_up(groups_, roster::record_kind::group, id);
}
const roster::person* object_maker::person(const std::string& id) {
    return look_up(persons_, roster::record_kind::person, id);
}

const roster::organisation* object_maker::organisation(std::string_view id) const {
    const auto found = std::ranges::find(organisation_records_, id, &roster::organisation::id);
    return found == organisation_records_.end() ? nullptr : &*found;
}

void object_maker::put_tail(const roster::record_tail& from, wire::tail& into) {
    into.ended = from.ended;
    fates_->carried(field::ended);
    const std::string_view created = model::value_of(from.extra, family, extension_name::created);
    into.modified = from.modified ? to_utc(*from.modified) : made_at_;
    // A moment of creation after that of the last change would be refused by who reads it.
    const bool usable = !created.empty() && (!from.modified || parse_rfc3339(created) <= from.modified);
    into.created = usable ? std::string(created) : into.modified;
    if (from.modified)
        fates_->carried(field::modified);
    else
        fates_->defaulted("dateLastModified", "when the roster was made");
    if (usable)
        fates_->carried(model::field::extension);
    else
        fates_->defaulted("dateCreated", "the moment of the last change");
}

// ---------------------------------------------------------------- the school

wire::named_reference object_maker::place_reference(const roster::organisation& from, bool board) {
    wire::named_reference out;
    out.name = from.name;
    fates_->carried(field::organisation_name);
    for (const model::identifier& one : from.ids) {
        if (one.scheme == (board ? scheme::rio_board : scheme::rio_location)) {
            out.master = one.value;
        } else if (one.scheme == (board ? scheme::board_code : scheme::branch)) {
            out.ids.push_back({one.value, board ? "BGE_CODE" : "VE_CODE", {}});
        } else {
            fates_->dropped(field::organisation_id, "locations and boards have their official codes only");
            continue;
        }
        fates_->carried(field::organisation_id);
    }
    if (!from.description.empty()) fates_->dropped(field::organisation_description, "no place in Edu-V");
    return out;
}

wire::organisation object_maker::make_organisation(const roster::organisation& from) {
    using kind_of = roster::organisation::kind_of;
    wire::organisation out;
    out.school = edu_v::school_reference(from.ids.empty() ? school_ : from.ids, place::school);
    if (!out.school.named()) { // never told
        fates_->dropped(field::organisation_name, "the school has no identifier of Edu-V");
        return out;
    }
    for (const model::identifier& one : from.ids) {
        const bool told = one.scheme == scheme::rio || !type_of(one.scheme, place::school).empty();
        told ? fates_->carried(field::organisation_id)
             : fates_->dropped(field::organisation_id, "no such identifier of a school in Edu-V");
    }
    out.name = from.name.empty() ? view_.head().school_name : from.name;
    out.name.empty() ? fates_->defaulted("organisations/name", "the school has no name")
                     : fates_->carried(field::organisation_name);
    fates_->carried(field::organisation_kind);
    put_tail(from, out);
    for (const roster::organisation& one : organisation_records_) {
        if (one.kind == kind_of::location && (one.parent.empty() || one.parent == from.id))
            out.locations.push_back(place_reference(one, false));
        const bool governs = one.kind == kind_of::board || one.kind == kind_of::district;
        if (governs && one.id == from.parent) {
            out.boards.push_back(place_reference(one, true));
            fates_->carried(field::organisation_parent);
        }
    }
    return out;
}

void object_maker::make_organisations() {
    for (const roster::organisation& one : organisation_records_) {
        if (one.kind == roster::organisation::kind_of::school) organisations_.push_back(make_organisation(one));
        if (one.kind == roster::organisation::kind_of::department || one.kind == roster::organisation::kind_of::other)
            fates_->dropped(field::organisation_name, "no such organisation in Edu-V");
    }
    if (organisations_.empty()) {
        roster::organisation school;
        school.name = view_.head().school_name;
        organisations_.push_back(make_organisation(school));
    }
    for (const model::identifier& one : school_) {
        const bool told = one.scheme == scheme::rio || !type_of(one.scheme, place::school).empty();
        told ? fates_->carried(field::school)
             : fates_->dropped(field::school, "no such identifier of a school in Edu-V");
    }
    if (!view_.head().school_name.empty() && organisations_.front().school.named()) fates_->carried(field::school_name);
    // The reading side makes the same ids of what it finds in the first organisation.
    year_groups_ = year_group_studies(school_identifiers(organisations_.front().school, place::school));
}

reference object_maker::school_of(std::string_view id) const {
    const roster::organisation* found = organisation(id);
    if (found && found->kind == roster::organisation::kind_of::school)
        return edu_v::school_reference(found->ids, place::school);
    reference out = found ? edu_v::school_reference(found->ids, place::school) : reference{};
    return out.named() ? out : organisations_.front().school;
}

std::optional<wire::named_reference> object_maker::location(const std::string& id) const {
    const roster::organisation* found = organisation(id);
    if (!found || found->kind != roster::organisation::kind_of::location) return std::nullopt;
    wire::named_reference out;
    out.name = found->name;
    out.master = model::value_of(found->ids, scheme::rio_location);
    if (const auto code = model::value_of(found->ids, scheme::branch); !code.empty())
        out.ids.push_back({std::string(code), "VE_CODE", {}});
    return out;
}

// ---------------------------------------------------------------- school periods

const roster::school_period* object_maker::period(std::string_view record) const {
    const std::string_view wanted = record.empty() ? std::string_view(current_period_) : record;
    auto found = std::ranges::find(period_records_, wanted, &roster::school_period::id);
    if (found == period_records_.end())
        found = std::ranges::find(period_records_, std::string_view(current_period_), &roster::school_period::id);
    return found == period_records_.end() ? nullptr : &*found;
}

std::string object_maker::id_of_period(std::string_view record) const {
    const roster::school_period* one = period(record);
    if (!one) return {};
    if (const auto own = eduv_id(one->ids); !own.empty()) return std::string(own);
    if (one->kind == roster::school_period::kind_of::school_year && roster::is_school_year(one->school_year)) {
        const auto first = std::ranges::find_if(period_records_, [&](const roster::school_period& other) {
            return other.kind == one->kind && other.school_year == one->school_year;
        });
        if (&*first == one) return one->school_year;
    }
    return minted("period", one->id);
}

std::string object_maker::first_day(std::string_view period_record) const {
    const roster::school_period* one = period(period_record);
    return one ? day_text(one->begin) : std::string();
}

wire::school_period object_maker::make_period(const roster::school_period& from) {
    wire::school_period out;
    out.id = id_of_period(from.id);
    out.title = from.title.empty() ? (from.school_year.empty() ? out.id : from.school_year) : from.title;
    out.type = word_of(from.kind);
    out.begin = day_text(from.begin);
    out.end = day_text(from.end);
    for (const roster::school_period& other : period_records_) {
        if (other.parent == from.id) out.children.push_back(id_of_period(other.id));
    }
    if (!from.parent.empty() && period(from.parent)->id == from.parent) {
        out.parent = id_of_period(from.parent);
        fates_->carried(field::period_parent);
    }
    out.id == from.id ? fates_->carried(field::period_id)
                      : fates_->mapped(field::period_id, "a school year has its own name as id, other periods a uuid");
    fates_->carried(field::period_title);
    fates_->carried(field::period_kind);
    if (from.begin) fates_->carried(field::period_begin);
    if (from.end) fates_->carried(field::period_end);
    fates_->carried(field::period_school_year);
    put_tail(from, out);
    return out;
}

void object_maker::make_periods() {
    using namespace std::chrono;
    std::string year = view_.head().school_year;
    if (!year.empty()) fates_->carried(field::school_year);
    if (!roster::is_school_year(year)) {
        year.clear();
        for (const roster::school_period& one : period_records_) year = std::max(year, one.school_year);
    }
    if (!roster::is_school_year(year)) year = school_year_of(options_.now);
    const auto of_year = [&](const roster::school_period& one) {
        return one.kind == roster::school_period::kind_of::school_year && one.school_year == year;
    };
    if (std::ranges::none_of(period_records_, of_year)) {
        roster::school_period one;
        one.id = year;
        one.title = year;
        one.school_year = year;
        period_records_.push_back(std::move(one));
        fates_->defaulted("schoolPeriods", "the school year of the roster");
    }
    current_period_ = std::ranges::find_if(period_records_, of_year)->id;
    for (roster::school_period& one : period_records_) {
        const std::string& of = roster::is_school_year(one.school_year) ? one.school_year : year;
        const int first = std::stoi(of.substr(0, 4));
        if (!one.begin) {
            one.begin = std::chrono::year(first) / August / 1;
            fates_->defaulted("schoolPeriods/startDate", "1 August of the school year");
        }
        if (!one.end || *one.end <= *one.begin) {
            one.end = std::chrono::year(std::max(first + 1, static_cast<int>(one.begin->year()) + 1)) / August / 1;
            fates_->defaulted("schoolPeriods/endDate", "1 August after the school year");
        }
    }
    for (const roster::school_period& one : period_records_) periods_.push_back(make_period(one));
}

// ---------------------------------------------------------------- what is taught

std::string object_maker::id_of(const roster::course& from) const {
    const std::string_view own = eduv_id(from.ids);
    return is_uuid(own) ? std::string(own) : minted("course", from.id);
}

std::optional<wire::study_offering> object_maker::study(const roster::course& from) {
    if (from.kind != roster::course::kind_of::study) return std::nullopt;
    wire::study_offering out;
    out.id = id_of(from);
    out.id == from.id ? fates_->carried(field::course_id) : fates_->mapped(field::course_id, "the id is a uuid");
    out.name = from.title;
    fates_->carried(field::course_title);
    fates_->carried(field::course_kind);
    if (is_study_code(from.code)) {
        out.study_code = from.code;
        fates_->carried(field::course_code);
    } else if (!from.code.empty()) {
        fates_->dropped(field::course_code, "not an official code of a study");
    }
    const auto text = [&](std::string_view name) {
        const std::string_view value = model::value_of(from.extra, family, name);
        if (!value.empty()) fates_->carried(model::field::extension);
        return std::string(value);
    };
    out.study_name = text(extension_name::study_name);
    out.level_prefix = text(extension_name::level_prefix);
    out.level_name = text(extension_name::level_name);
    out.characteristics = all_of(from.extra, extension_name::characteristic);
    for (std::size_t i = 0; i < out.characteristics.size(); ++i) fates_->carried(model::field::extension);
    if (!from.study_level.empty()) {
        const bool usable = is_level_id(from.study_level) && !out.level_prefix.empty() && !out.level_name.empty();
        if (usable) out.level_id = from.study_level;
        usable ? fates_->carried(field::course_study_level)
               : fates_->dropped(field::course_study_level, "a level has an id, a prefix and a name");
    }
    if (!from.levels.empty()) {
        const model::term& level = from.levels.front();
        if (level.vocabulary == roster::year_level_vocabulary) out.year = study_year_of(level.value);
        if (level.vocabulary == study_year_vocabulary && level.value.size() == 1) out.year = level.value[0] - '0';
        out.year ? fates_->carried(field::course_level) : fates_->dropped(field::course_level, "not a study year");
        for (std::size_t i = 1; i < from.levels.size(); ++i)
            fates_->dropped(field::course_level, "a study has one study year");
    }
    put_tail(from, out);
    return out;
}

wire::study_offering object_maker::study_of_year_group(std::string_view year_group) {
    wire::study_offering out;
    out.id = year_groups_.id_of(year_group);
    out.name = name_of_year_group(year_group);
    out.year = study_year_of(year_group);
    out.created = out.modified = made_at_;
    fates_->defaulted("studyOfferings", "a study for each year group of pupils without one");
    return out;
}

std::optional<wire::subject_offering> object_maker::subject(const roster::course& from) {
    if (from.kind == roster::course::kind_of::study) return std::nullopt;
    wire::subject_offering out;
    out.id = id_of(from);
    out.id == from.id ? fates_->carried(field::course_id) : fates_->mapped(field::course_id, "the id is a uuid");
    out.name = from.title;
    out.abbreviation = from.abbreviation;
    out.code = from.code;
    fates_->carried(field::course_title);
    fates_->carried(field::course_abbreviation);
    fates_->carried(field::course_code);
    from.kind == roster::course::kind_of::subject ? fates_->carried(field::course_kind)
                                                  : fates_->mapped(field::course_kind, "a course counts as a subject");
    for (const std::string& study : from.studies) {
        const roster::course* found = course(study);
        if (!found) continue;
        out.studies.push_back(id_of(*found));
        fates_->carried(field::course_study);
    }
    put_tail(from, out);
    return out;
}

// ---------------------------------------------------------------- groups

std::string object_maker::id_of(const roster::group& from) const {
    for (const std::string_view which : {scheme::eduv_id, scheme::las_key}) {
        if (const auto own = model::value_of(from.ids, which); !own.empty()) return std::string(own);
    }
    return from.id;
}

std::string object_maker::id_of(const roster::membership& from) const {
    const std::string_view own = eduv_id(from.ids);
    return own.empty() ? minted("assignment", from.id) : std::string(own);
}

std::string object_maker::id_of(const roster::enrolment& from) const {
    const std::string_view own = eduv_id(from.ids);
    return is_uuid(own) ? std::string(own) : minted("enrollment", from.id);
}

wire::group object_maker::group(const roster::group& from) {
    wire::group out;
    out.id = id_of(from);
    fates_->carried(field::group_id);
    out.name = from.name;
    fates_->carried(field::group_name);
    out.type = from.kind == roster::group::kind_of::home ? "class" : "lesson-group";
    fates_->carried(field::group_kind);
    const std::string period_record = from.periods.empty() ? std::string() : from.periods.front();
    out.period = id_of_period(period_record);
    if (from.periods.empty())
        fates_->defaulted("groups/schoolPeriod", "the school year of the roster");
    else
        fates_->carried(field::group_period);
    for (std::size_t i = 1; i < from.periods.size(); ++i)
        fates_->dropped(field::group_period, "a group belongs to one school period");
    out.begin = from.begin ? to_string(*from.begin) : first_day(period_record);
    from.begin ? fates_->carried(field::group_begin) : fates_->defaulted("groups/beginDate", first_of_year);
    out.end = day_text(from.end);
    if (from.end) fates_->carried(field::group_end);
    if (!from.levels.empty()) fates_->dropped(field::group_level, "follows from the year groups of the pupils");
    for (const roster::membership& one : view_.memberships_of_group(from.id)) {
        const roster::person* who = person(one.person);
        if (!who) continue;
        if (who->kind == roster::person_kind::employee) {
            out.assignments.push_back(id_of(one));
        } else if (who->kind == roster::person_kind::pupil && !who->family_name.empty()) {
            out.students.push_back(reference_to(*who));
            fates_->carried(field::membership_person);
            fates_->carried(field::membership_group);
            fates_->carried(field::membership_role);
            if (one.id != one.person + "|" + one.group)
                fates_->dropped(field::membership_id, "pupils are listed with their group");
            if (one.begin) fates_->dropped(field::membership_begin, "pupils are in a group without dates");
            if (one.end) fates_->dropped(field::membership_end, "pupils are in a group without dates");
        }
    }
    put_tail(from, out);
    return out;
}

std::optional<wire::assignment> object_maker::assignment(const roster::membership& from) {
    const roster::person* who = person(from.person);
    if (!who || who->kind == roster::person_kind::pupil) return std::nullopt; // stands with the group
    const roster::group* group = group_record(from.group);
    if (!group || who->kind != roster::person_kind::employee || who->family_name.empty()) {
        fates_->dropped(field::membership_person, "only pupils and employees are in groups");
        return std::nullopt;
    }
    wire::assignment out;
    out.id = id_of(from);
    out.id == from.id ? fates_->carried(field::membership_id)
                      : fates_->mapped(field::membership_id, "made of the keys of person and group");
    out.employee = reference_to(*who);
    fates_->carried(field::membership_person);
    const std::string_view own = model::value_of(from.extra, family, extension_name::assignment_type);
    const bool home = group->kind == roster::group::kind_of::home;
    out.type = own == "class-teacher" || own == "teacher" ? std::string(own) : home ? "class-teacher" : "teacher";
    from.what == roster::role::teacher
        ? fates_->carried(field::membership_role)
        : fates_->mapped(field::membership_role, "every assignment is that of a teacher");
    out.group = id_of(*group);
    fates_->carried(field::membership_group);
    out.subject = model::value_of(from.extra, family, extension_name::assignment_subject);
    if (const roster::course* taught = course(group->course);
        out.subject.empty() && taught && taught->kind != roster::course::kind_of::study) {
        out.subject = id_of(*taught);
        fates_->carried(field::group_course);
    }
    if (from.primary) fates_->dropped(field::membership_primary, "no place in Edu-V");
    if (!from.description.empty()) fates_->dropped(field::membership_role_description, "no place in Edu-V");
    const std::string period_record = !from.period.empty()     ? from.period
                                      : group->periods.empty() ? std::string()
                                                               : group->periods.front();
    out.period = id_of_period(period_record);
    fates_->carried(field::membership_period);
    out.begin = from.begin ? to_string(*from.begin) : first_day(period_record);
    from.begin ? fates_->carried(field::membership_begin) : fates_->defaulted("assignments/beginDate", first_of_year);
    out.end = day_text(from.end);
    if (from.end) fates_->carried(field::membership_end);
    put_tail(from, out);
    return out;
}

std::optional<wire::enrollment> object_maker::enrollment(const roster::enrolment& from) {
    const roster::person* who = person(from.person);
    const roster::course* target = course(from.course);
    if (!who || !target || who->kind != roster::person_kind::pupil || who->family_name.empty()) {
        fates_->dropped(field::enrolment_person, "not a pupil, or in nothing that is known");
        return std::nullopt;
    }
    wire::enrollment out;
    out.id = id_of(from);
    out.id == from.id ? fates_->carried(field::enrolment_id) : fates_->mapped(field::enrolment_id, "the id is a uuid");
    out.student = reference_to(*who);
    fates_->carried(field::enrolment_person);
    const bool study = target->kind == roster::course::kind_of::study;
    out.type = study ? "study" : "subject";
    (study ? out.study : out.subject) = id_of(*target);
    fates_->carried(field::enrolment_course);
    const auto& levels = from.levels.empty() && study ? who->levels : from.levels;
    if (!levels.empty()) {
        const model::term& level = levels.front();
        if (level.vocabulary == roster::year_level_vocabulary) out.year = study_year_of(level.value);
        if (level.vocabulary == study_year_vocabulary && level.value.size() == 1) out.year = level.value[0] - '0';
        if (out.year) fates_->carried(field::enrolment_level);
        if (out.year && study) fates_->carried(field::person_level);
    }
    out.location = location(from.location.empty() ? who->location : from.location);
    if (out.location) fates_->carried(field::enrolment_location);
    if (out.location && study) fates_->carried(field::person_location);
    out.study_public_id = model::value_of(from.extra, family, extension_name::study_public_id);
    if (!out.study_public_id.empty()) fates_->carried(model::field::extension);
    out.period = id_of_period(from.period);
    fates_->carried(field::enrolment_period);
    out.begin = from.begin ? to_string(*from.begin) : first_day(from.period);
    from.begin ? fates_->carried(field::enrolment_begin) : fates_->defaulted("enrollments/beginDate", first_of_year);
    out.end = day_text(from.end);
    if (from.end) fates_->carried(field::enrolment_end);
    put_tail(from, out);
    return out;
}

std::string_view object_maker::year_group_alone(const roster::person& pupil) {
    if (pupil.kind != roster::person_kind::pupil || pupil.levels.empty() || pupil.family_name.empty()) return {};
    const model::term& level = pupil.levels.front();
    if (level.vocabulary != roster::year_level_vocabulary || name_of_year_group(level.value).empty()) return {};
    for (const roster::enrolment& one : view_.enrolments_of_person(pupil.id)) {
        const roster::course* target = course(one.course);
        if (target && target->kind == roster::course::kind_of::study) return {};
    }
    return level.value;
}

std::string object_maker::enrollment_id_of_level(const roster::person& from) const {
    return minted("enrollment-of-year-group", from.id);
}

std::optional<wire::enrollment> object_maker::enrollment_of_level(const roster::person& from) {
    if (from.kind != roster::person_kind::pupil) return std::nullopt;
    const std::string_view group = year_group_alone(from);
    if (group.empty()) return std::nullopt;
    wire::enrollment out;
    out.id = enrollment_id_of_level(from);
    out.student = reference_to(from);
    out.type = "study";
    out.study = year_groups_.id_of(group);
    out.year = study_year_of(group);
    fates_->mapped(field::person_level, "an enrolment in a study of that year group");
    out.location = location(from.location);
    if (out.location) fates_->carried(field::person_location);
    out.period = id_of_period({});
    out.begin = from.begin ? to_string(*from.begin) : first_day({});
    fates_->carried(field::person_begin);
    out.end = from.end && day_text(from.end) > out.begin ? day_text(from.end) : std::string();
    if (from.end) fates_->carried(field::person_end);
    out.ended = from.ended;
    out.created = out.modified = from.modified ? to_utc(*from.modified) : made_at_;
    return out;
}

} // namespace schakel::edu_v
