#include "adapters/common/edu_v/to_model.hpp"

#include "adapters/common/edu_v/rule_catalogue.hpp"
#include "adapters/common/edu_v/rules.hpp"
#include "adapters/common/edu_v/trace.hpp"

namespace schakel::edu_v {

namespace scheme = model::scheme;

namespace {

constexpr std::string_view family = "edu-v";
constexpr std::string_view other_year = "of another school year";
constexpr std::string_view refers_nowhere = "refers to what was not delivered";

void extend(model::extensions& list, std::string_view name, const std::string& value) {
    if (!value.empty()) list.push_back({std::string(family), std::string(name), value});
}

template <class Record>
void take_tail(const wire::tail& from, const std::string& id, Record& out) {
    out.id = id;
    out.modified = parse_rfc3339(from.modified);
    out.ended = from.ended;
    extend(out.extra, extension_name::created, from.created);
}

template <class Record>
void take_eduv_id(const std::string& id, Record& out) {
    out.ids.push_back({std::string(scheme::eduv_id), id, {}});
}

template <class Person>
void take_names(const Person& from, roster::person& out) {
    out.given_names = from.given_name;
    out.preferred_name = from.preferred_name;
    out.family_name = from.family_name;
    out.family_prefix = from.family_prefix;
    out.alias = from.alias;
    out.email = from.email;
}

} // namespace

// ---------------------------------------------------------------- what all objects share

template <class Record>
void roster_builder::give(Record&& one) {
    ++records_;
    into_->add(std::forward<Record>(one));
}

template <class Object>
std::string_view roster_builder::parse_and_add(json::value at, fault_list& found) {
    Object one;
    wire::parse(at, one);
    check(one, found);
    return found.has_error() ? std::string_view{} : add(one, found);
}

std::string_view roster_builder::add(object what, json::value at, fault_list& found) {
    switch (what) {
    case object::organisation: return parse_and_add<wire::organisation>(at, found);
    case object::study_offering: return parse_and_add<wire::study_offering>(at, found);
    case object::subject_offering: return parse_and_add<wire::subject_offering>(at, found);
    case object::school_period: return parse_and_add<wire::school_period>(at, found);
    case object::student: return parse_and_add<wire::student>(at, found);
    case object::employee: return parse_and_add<wire::employee>(at, found);
    case object::group: return parse_and_add<wire::group>(at, found);
    case object::assignment: return parse_and_add<wire::assignment>(at, found);
    case object::enrollment: return parse_and_add<wire::enrollment>(at, found);
    }
    return {};
}

void roster_builder::expect(object what) {
    expected_[static_cast<std::size_t>(what)] = true;
    if (what == object::student) people_.expect(roster::person_kind::pupil);
    if (what == object::employee) people_.expect(roster::person_kind::employee);
}

extents roster_builder::holds() const {
    using kind = roster::record_kind;
    const auto read = [&](object what) { return expected_[static_cast<std::size_t>(what)]; };
    extents out{};
    const auto set = [&](kind which, extent how) { out[static_cast<std::size_t>(which)] = how; };
    if (read(object::organisation)) set(kind::organisation, extent::full);
    if (read(object::school_period)) set(kind::school_period, extent::full);
    if (read(object::study_offering) || read(object::subject_offering))
        set(kind::course,
            read(object::study_offering) && read(object::subject_offering) ? extent::full : extent::delta);
    if (read(object::group)) set(kind::group, extent::full);
    if (read(object::student) || read(object::employee))
        set(kind::person, read(object::student) && read(object::employee) ? extent::full : extent::delta);
    if (read(object::group) || read(object::assignment))
        set(kind::membership, read(object::group) && read(object::assignment) ? extent::full : extent::delta);
    if (read(object::enrollment)) set(kind::enrolment, extent::full);
    return out;
}

bool roster_builder::is_known(object what, const std::string& id, json::value at, fault_list& found) const {
    const auto number = static_cast<std::size_t>(what);
    if (!expected_[number] || ids_[number].contains(id)) return true;
    found.add(fault::unknown_reference, at, std::string(info_of(what).collection));
    return false;
}

bool roster_builder::is_fresh(object what, const std::string& id, json::value at, fault_list& found) {
    if (ids_[static_cast<std::size_t>(what)].insert(id).second) return true;
    found.add(fault::duplicate_id, at, std::string(info_of(what).collection));
    return false;
}

bool roster_builder::is_of_year(const std::string& period) const {
    if (options_.school_year.empty()) return true;
    const auto known = year_of_period_.find(period);
    if (known != year_of_period_.end() && !known->second.empty()) return known->second == options_.school_year;
    return !is_school_year(period) || period == options_.school_year;
}

people::found roster_builder::resolve(roster::person_kind kind, const reference& who, fault_list& found) const {
    // The ECK iD of a pupil may stand among the secondary identifiers, which a rule tells.
    model::identifiers ids =
        person_identifiers(who, kind == roster::person_kind::pupil ? place::student : place::employee);
    for (const identifier& one : who.ids) {
        if (kind == roster::person_kind::pupil && one.type == "eckId" && !one.id.empty())
            ids.push_back({std::string(scheme::eckid), one.id, {}});
    }
    people::found out = people_.find(kind, ids);
    if (out.what == people::found::how::several) found.add(fault::two_persons, who.at);
    if (out.what == people::found::how::none)
        found.add(
            fault::unknown_reference, who.at,
            std::string(info_of(kind == roster::person_kind::pupil ? object::student : object::employee).collection)
        );
    return out;
}

// ---------------------------------------------------------------- the school

std::string roster_builder::organisation_of(const wire::named_reference& from, roster::organisation::kind_of kind) {
    const bool board = kind == roster::organisation::kind_of::board;
    roster::organisation out;
    out.kind = kind;
    out.name = from.name;
    if (!from.master.empty())
        out.ids.push_back({std::string(board ? scheme::rio_board : scheme::rio_location), from.master, {}});
    for (const identifier& one : from.ids) {
        if (one.id.empty()) continue;
        out.ids.push_back({std::string(board ? scheme::board_code : scheme::branch), one.id, {}});
    }
    out.id = out.ids.empty() ? from.name : out.ids.front().value;
    const std::string start = board ? "b\n" : "l\n";
    std::vector<std::string> names;
    for (const model::identifier& one : out.ids) names.push_back(start + one.value);
    if (names.empty()) names.push_back(start + from.name);
    for (const std::string& name : names) {
        if (const auto known = organisations_.find(name); known != organisations_.end()) return known->second;
    }
    for (std::string& name : names) organisations_.emplace(std::move(name), out.id);
    if (!board) out.parent = school_id_;
    std::string id = out.id;
    give(std::move(out));
    return id;
}

std::optional<std::string> roster_builder::organisation_of(const reference& school) const {
    for (const model::identifier& one : school_identifiers(school, place::school)) {
        const auto known = organisations_.find("s\n" + one.scheme + "\n" + one.value);
        if (known != organisations_.end()) return known->second == school_id_ ? std::string() : known->second;
    }
    return std::nullopt;
}

std::string_view roster_builder::add(const wire::organisation& one, fault_list& found) {
    roster::organisation out;
    model::identifiers ids = school_identifiers(one.school, place::school);
    take_tail(one, ids.front().value, out);
    out.ids = std::move(ids);
    out.name = one.name;
    if (!is_fresh(object::organisation, out.id, one.at, found)) return {};
    for (const model::identifier& id : out.ids) organisations_.emplace("s\n" + id.scheme + "\n" + id.value, out.id);
    if (++schools_ == 1) {
        school_id_ = out.id;
        head_.school = out.ids;
        head_.school_name = out.name;
        year_groups_.emplace(out.ids);
    } else if (schools_ == 2) {
        found.add(fault::several_schools, one.at, {}, "2+");
    }
    for (const wire::named_reference& board : one.boards) {
        std::string id = organisation_of(board, roster::organisation::kind_of::board);
        if (out.parent.empty()) out.parent = std::move(id);
    }
    for (const wire::named_reference& location : one.locations)
        organisation_of(location, roster::organisation::kind_of::location);
    give(std::move(out));
    return {};
}

std::string_view roster_builder::add(const wire::study_offering& one, fault_list& found) {
    if (!is_fresh(object::study_offering, one.id, one.at, found)) return {};
    if (const auto ours = year_groups_ ? year_groups_->year_group_of(one.id) : std::string_view{}; !ours.empty()) {
        if (sector_of_year_group(ours) != sector::unknown) take_sector(sector_of_year_group(ours));
        return only_structure;
    }
    roster::course out;
    take_tail(one, one.id, out);
    take_eduv_id(one.id, out);
    out.kind = roster::course::kind_of::study;
    out.title = one.name;
    out.code = one.study_code;
    out.study_level = one.level_id;
    const sector where = sector_of(one.study_code);
    studies_.emplace(one.id, where);
    take_sector(where);
    above_six_ = above_six_ || one.year > 6;
    if (one.year) {
        const auto group = year_group_of(*one.year, where != sector::unknown ? where : sector_of_school());
        out.levels.push_back(
            group ? roster::year_level(*group)
                  : model::term{std::to_string(*one.year), std::string(study_year_vocabulary), {}}
        );
    }
    extend(out.extra, extension_name::study_name, one.study_name);
    for (const std::string& each : one.characteristics) extend(out.extra, extension_name::characteristic, each);
    extend(out.extra, extension_name::level_prefix, one.level_prefix);
    extend(out.extra, extension_name::level_name, one.level_name);
    give(std::move(out));
    return {};
}

std::string_view roster_builder::add(const wire::subject_offering& one, fault_list& found) {
    if (!is_fresh(object::subject_offering, one.id, one.at, found)) return {};
    roster::course out;
    take_tail(one, one.id, out);
    take_eduv_id(one.id, out);
    out.kind = roster::course::kind_of::subject;
    out.title = one.name;
    out.abbreviation = one.abbreviation;
    out.code = one.code;
    for (const std::string& study : one.studies) {
        const bool ours = year_groups_ && !year_groups_->year_group_of(study).empty();
        if (!ours && is_known(object::study_offering, study, one.at.member("studyOfferings"), found))
            out.studies.push_back(study);
    }
    give(std::move(out));
    return {};
}

std::string_view roster_builder::add(const wire::school_period& one, fault_list& found) {
    roster::school_period out;
    out.begin = parse_date(one.begin);
    out.end = parse_date(one.end);
    out.school_year = is_school_year(one.id)      ? one.id
                      : is_school_year(one.title) ? one.title
                      : out.begin                 ? roster::school_year_of(*out.begin)
                                                  : std::string();
    year_of_period_.emplace(one.id, out.school_year);
    begin_of_period_.emplace(one.id, one.begin);
    if (!is_fresh(object::school_period, one.id, one.at, found)) return {};
    if (!is_of_year(one.id)) return other_year;
    take_tail(one, one.id, out);
    take_eduv_id(one.id, out);
    out.title = one.title;
    out.kind = period_kind_of(one.type).value_or(
        is_school_year(one.id) ? roster::school_period::kind_of::school_year : roster::school_period::kind_of::term
    );
    out.parent = one.parent;
    give(std::move(out));
    return {};
}

// ---------------------------------------------------------------- people

std::string_view roster_builder::add_person(roster::person one, json::value at, fault_list& found) {
    std::string shared;
    const object what = one.kind == roster::person_kind::pupil ? object::student : object::employee;
    const auto outcome = people_.add(std::move(one), shared);
    if (outcome == people::outcome::other) found.add(fault::duplicate_id, at, std::string(info_of(what).collection));
    if (!shared.empty()) found.add(fault::shared_identifier, at, {}, shared);
    return outcome == people::outcome::again ? "told before" : std::string_view{};
}

std::string_view roster_builder::add(const wire::student& one, fault_list& found) {
    roster::person out;
    out.ids = person_identifiers(one.who, place::student);
    take_tail(one, person_key(roster::person_kind::pupil, out.ids), out);
    out.kind = roster::person_kind::pupil;
    take_names(one, out);
    out.birth_date = parse_date(one.birth_date);
    out.sex = gender_of(one.gender);
    return add_person(std::move(out), one.at, found);
}

std::string_view roster_builder::add(const wire::employee& one, fault_list& found) {
    roster::person out;
    out.ids = person_identifiers(one.who, place::employee);
    take_tail(one, person_key(roster::person_kind::employee, out.ids), out);
    out.kind = roster::person_kind::employee;
    take_names(one, out);
    out.phone = one.phone;
    for (const wire::organisation_role& each : one.roles) {
        roster::person_role what;
        what.what = role_of(each.role).value_or(roster::role::other);
        what.primary = out.roles.empty();
        what.begin = parse_date(each.begin);
        what.end = parse_date(each.end);
        const auto where = organisation_of(each.organisation);
        if (!where && expected_[static_cast<std::size_t>(object::organisation)]) {
            found.add(fault::unknown_reference, each.organisation.at, "organisations");
            continue;
        }
        what.organisation = where.value_or(std::string());
        out.roles.push_back(std::move(what));
    }
    return add_person(std::move(out), one.at, found);
}

// ---------------------------------------------------------------- groups

std::string_view roster_builder::add(const wire::group& one, fault_list& found) {
    if (!is_fresh(object::group, one.id, one.at, found)) return {};
    if (!is_of_year(one.period)) return other_year;
    roster::group out;
    take_tail(one, one.id, out);
    take_eduv_id(one.id, out);
    out.ids.push_back({std::string(scheme::las_key), one.id, {}}); // the administration's own
    out.kind = one.type == "class" ? roster::group::kind_of::home : roster::group::kind_of::lesson;
    out.name = one.name;
    if (is_known(object::school_period, one.period, one.at.member("schoolPeriod"), found))
        out.periods.push_back(one.period);
    out.begin = parse_date(one.begin);
    out.end = parse_date(one.end);
    std::unordered_set<std::string> members;
    for (const reference& who : one.students) {
        const auto pupil = resolve(roster::person_kind::pupil, who, found);
        if (pupil.what != people::found::how::one || !members.insert(pupil.key).second) continue;
        roster::membership in;
        in.id = pupil.key + "|" + one.id;
        in.modified = out.modified;
        in.ended = out.ended;
        in.person = pupil.key;
        in.group = one.id;
        in.what = roster::role::pupil;
        give(std::move(in));
    }
    group_index_.emplace(one.id, groups_.size());
    groups_.push_back(std::move(out));
    return {};
}

std::string_view roster_builder::add(const wire::assignment& one, fault_list& found) {
    if (!is_fresh(object::assignment, one.id, one.at, found)) return {};
    if (!is_of_year(one.period)) return other_year;
    if (one.type == "coach") return "no place for an assignment to one pupil";
    if (one.group.empty()) return "names no group";
    const auto who = resolve(roster::person_kind::employee, one.employee, found);
    if (who.what != people::found::how::one) return refers_nowhere;
    return add_membership(one, who, found);
}

std::string_view
roster_builder::add_membership(const wire::assignment& one, const people::found& who, fault_list& found) {
    if (!is_known(object::group, one.group, one.at.member("group"), found)) return refers_nowhere;
    const auto known = group_index_.find(one.group);
    if (known == group_index_.end() && expected_[static_cast<std::size_t>(object::group)]) return other_year;
    roster::membership out;
    take_tail(one, one.id, out);
    take_eduv_id(one.id, out);
    out.person = who.key;
    out.group = one.group;
    out.what = roster::role::teacher;
    out.period = is_known(object::school_period, one.period, one.at.member("schoolPeriod"), found) ? one.period : "";
    out.begin = parse_date(one.begin);
    out.end = parse_date(one.end);
    roster::group* group = known == group_index_.end() ? nullptr : &groups_[known->second];
    const bool home = !group || group->kind == roster::group::kind_of::home;
    if (group && (one.type == "class-teacher") != home)
        found.add(
            fault::assignment_kind, one.at.member("assignmentType"), home ? "class-teacher" : "teacher", one.type
        );
    if (!group || (one.type == "class-teacher") != home) extend(out.extra, extension_name::assignment_type, one.type);
    if (group && !one.subject.empty() && group->course.empty() &&
        is_known(object::subject_offering, one.subject, one.at.member("subject"), found))
        group->course = one.subject;
    if (!group || group->course != one.subject) extend(out.extra, extension_name::assignment_subject, one.subject);
    if (group && group->periods == std::vector<std::string>{out.period}) out.period.clear();
    give(std::move(out));
    return {};
}

// ---------------------------------------------------------------- enrolments

// The year group of a pupil is that of the latest enrolment in a study.
void roster_builder::take_level(const wire::enrollment& one, std::string_view year_group, const people::found& who) {
    if (one.type != "study" || one.ended || who.index == people::nowhere) return;
    level& known = levels_[who.index];
    if (!known.since.empty() && known.since > one.begin) return;
    known = {};
    known.since = one.begin;
    known.year_group = year_group;
    known.study_year = one.year;
    above_six_ = above_six_ || one.year > 6;
    if (one.location) known.location = organisation_of(*one.location, roster::organisation::kind_of::location);
    if (one.study.empty() || !year_group.empty()) {
        const auto period = begin_of_period_.find(one.period);
        if (period == begin_of_period_.end() || period->second != one.begin) known.begin = one.begin;
        known.end = one.end;
    }
}

std::string_view roster_builder::add(const wire::enrollment& one, fault_list& found) {
    if (!is_fresh(object::enrollment, one.id, one.at, found)) return {};
    if (!is_of_year(one.period)) return other_year;
    const auto who = resolve(roster::person_kind::pupil, one.student, found);
    if (who.what != people::found::how::one) return refers_nowhere;
    const bool study = one.type == "study";
    const std::string& target = study ? one.study : one.subject;
    const std::string_view ours = study && year_groups_ ? year_groups_->year_group_of(target) : std::string_view{};
    const auto offering = studies_.find(target);
    const sector where =
        offering != studies_.end() && offering->second != sector::unknown ? offering->second : sector_of_school();
    std::string year_group(ours);
    if (ours.empty() && study && one.year) year_group = year_group_of(*one.year, where).value_or(std::string());
    take_level(one, year_group, who);
    if (!ours.empty() || target.empty()) return study ? kept_with_pupil : "names no subject";
    if (!is_known(
            study ? object::study_offering : object::subject_offering, target,
            one.at.member(study ? "study" : "subject"), found
        ))
        return refers_nowhere;
    roster::enrolment out;
    take_tail(one, one.id, out);
    take_eduv_id(one.id, out);
    out.person = who.key;
    out.course = target;
    if (one.location) out.location = organisation_of(*one.location, roster::organisation::kind_of::location);
    out.period = is_known(object::school_period, one.period, one.at.member("schoolPeriod"), found) ? one.period : "";
    out.begin = parse_date(one.begin);
    out.end = parse_date(one.end);
    if (!year_group.empty())
        out.levels.push_back(roster::year_level(year_group));
    else if (one.year)
        out.levels.push_back({std::to_string(*one.year), std::string(study_year_vocabulary), {}});
    extend(out.extra, extension_name::study_public_id, one.study_public_id);
    give(std::move(out));
    return {};
}

// ---------------------------------------------------------------- the end

void roster_builder::take_sector(sector where) {
    if (where == sector::unknown) return;
    if (sector_ != sector::unknown && sector_ != where) sectors_differ_ = true;
    sector_ = where;
}

// What is set for the source; else that of its studies, as long as they agree; else a study year that only primary
// education has.
sector roster_builder::sector_of_school() const {
    if (options_.of_source != sector::unknown) return options_.of_source;
    if (sector_ != sector::unknown) return sectors_differ_ ? sector::unknown : sector_;
    return above_six_ ? sector::primary : sector::unknown;
}

void roster_builder::finish_head() {
    head_.school_year = options_.school_year;
    if (head_.school_year.empty()) {
        for (const auto& [period, year] : year_of_period_) head_.school_year = std::max(head_.school_year, year);
    }
    into_->head(std::move(head_));
}

void roster_builder::finish_persons(fault_list& found) {
    const sector where = sector_of_school();
    bool undecided = false;
    for (const auto& [index, from] : levels_) {
        roster::person& pupil = people_.all()[index];
        std::string year_group = from.year_group;
        if (year_group.empty() && from.study_year)
            year_group = year_group_of(*from.study_year, where).value_or(std::string());
        if (!year_group.empty()) {
            pupil.levels.push_back(roster::year_level(year_group));
        } else if (from.study_year) {
            undecided = true;
            pupil.levels.push_back({std::to_string(*from.study_year), std::string(study_year_vocabulary), {}});
        }
        pupil.location = from.location;
        pupil.begin = parse_date(from.begin);
        pupil.end = parse_date(from.end);
    }
    if (undecided) found.add(fault::level_without_sector, {});
    for (roster::person& one : people_.all()) give(std::move(one));
    people_.all().clear();
}

void roster_builder::finish(fault_list& found) {
    for (roster::group& one : groups_) give(std::move(one));
    groups_.clear();
    finish_persons(found);
    finish_head();
}

} // namespace schakel::edu_v
