#include "adapters/common/edu_v/selection.hpp"

#include "adapters/common/edu_v/hashed_ids.hpp"
#include "gateway/adapter/narrowed_view.hpp"

#include <algorithm>

namespace schakel::edu_v {

namespace {

constexpr std::string_view nothing = "\n"; // no id of a record

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool names(const reference& school, const reference& wanted) {
    if (!wanted.master.empty() && school.master == wanted.master) return true;
    return std::ranges::any_of(wanted.ids, [&](const identifier& one) {
        return std::ranges::any_of(school.ids, [&](const identifier& own) {
            return own.type == one.type && own.id == one.id;
        });
    });
}

bool is_branch_of(const model::identifiers& ids, const std::string& code) {
    return model::value_of(ids, model::scheme::branch) == code;
}

} // namespace

selection::selection(const asked_objects& asked, const roster_view& view, object_maker& maker, const answering& options)
    : asked_(asked), view_(view), maker_(maker) {
    if (const std::string period = wanted("schoolPeriodId"); !period.empty()) find_periods(period);
    find_offerings();
    if (asked.asked->how == operation::form::list) find_location(options);
    if (asked.asked->how == operation::form::of_person) find_person();
}

std::string selection::wanted(std::string_view filter) const {
    const auto found = asked_.filters.find(filter);
    return found == asked_.filters.end() ? std::string() : found->second;
}

// The period and those within it.
void selection::find_periods(const std::string& id) {
    periods_.insert(id);
    for (bool grown = true; grown;) {
        grown = false;
        for (const wire::school_period& one : maker_.periods()) {
            if (!one.parent.empty() && periods_.contains(one.parent)) grown = periods_.insert(one.id).second || grown;
        }
    }
}

void selection::find_offerings() {
    const std::string study = wanted("studyOfferingId"), subject = wanted("subjectOfferingId");
    if (study.empty() && subject.empty()) return;
    if (!study.empty()) study_ = nothing;
    if (!subject.empty()) subject_ = nothing;
    year_group_ = study.empty() ? "" : std::string(maker_.year_groups().year_group_of(study));
    each<roster::course>(view_, {}, [&](const roster::course& one) {
        const std::string id = maker_.id_of(one);
        const bool is_study = one.kind == roster::course::kind_of::study;
        if (is_study && id == study) study_ = one.id;
        if (!is_study && id == subject) subject_ = one.id;
        return true;
    });
}

// What filterByOrgId is when nobody says: yes in primary education, no in secondary education.
bool selection::filters_by_default(const answering& options) const {
    if (const auto known = options.parameters.find("sector"); known != options.parameters.end())
        return parse_sector(known->second) == sector::primary;
    sector found = sector::unknown;
    each<roster::course>(view_, {}, [&](const roster::course& one) {
        if (one.kind == roster::course::kind_of::study) found = sector_of(one.code);
        return found == sector::unknown;
    });
    if (found != sector::unknown) return found == sector::primary;
    roster_range first_pupils;
    first_pupils.persons = roster::person_kind::pupil;
    std::vector<roster::person> pupils;
    view_.page(first_pupils, pupils);
    for (const roster::person& one : pupils) {
        if (!one.levels.empty() && one.levels.front().vocabulary == roster::year_level_vocabulary)
            found = sector_of_year_group(one.levels.front().value);
        if (found != sector::unknown) break;
    }
    return found == sector::primary;
}

// A secondary identifier may name a location of the school: then only what is there is told. Any other names the school
// itself, of which this is the roster.
void selection::find_location(const answering& options) {
    if (!asked_.by_secondary || asked_.school.ids.empty()) return;
    if (!asked_.filter.value_or(false) && (asked_.filter || !filters_by_default(options))) return;
    const identifier& named = asked_.school.ids.front();
    if (named.type != "V_ID") return;
    if (is_branch_of(view_.head().school, named.id) || is_branch_of(options.school, named.id)) {
        // The roster may be that of the location alone, or of a school that is called by its first location.
        bool is_location = false;
        for (const std::string& id : view_.find_by_identifier(
                 roster::record_kind::organisation, {std::string(model::scheme::branch), named.id, {}}
             ))
            is_location = is_location || maker_.organisation(id)->kind == roster::organisation::kind_of::location;
        if (!is_location) return;
    }
    location_ = nothing;
    for (const std::string& id : view_.find_by_identifier(
             roster::record_kind::organisation, {std::string(model::scheme::branch), named.id, {}}
         )) {
        const roster::organisation* found = maker_.organisation(id);
        if (found && found->kind == roster::organisation::kind_of::location) location_ = id;
        if (found && found->kind == roster::organisation::kind_of::school) return location_.clear();
    }
}

void selection::find_person() {
    const bool pupil = asked_.asked->person == "student";
    model::identifiers ids = person_identifiers(asked_.person, pupil ? place::student : place::employee);
    for (const identifier& one : asked_.person.ids) {
        if (one.type == "eckId" && pupil) ids.push_back({std::string(model::scheme::eckid), one.id, {}});
    }
    persons_.insert(std::string(nothing));
    const auto kind = pupil ? roster::person_kind::pupil : roster::person_kind::employee;
    for (const model::identifier& one : ids) {
        for (const std::string& id : view_.find_by_identifier(roster::record_kind::person, one)) {
            const roster::person* who = maker_.person(id);
            if (who && who->kind == kind) persons_.insert(id);
        }
    }
}

// ---------------------------------------------------------------- what is looked at

std::shared_ptr<const roster_view> selection::narrow(std::shared_ptr<const roster_view> view, answer_memo* memo) const {
    using kind = roster::record_kind;
    // What ended of somebody is told too, and cannot be looked up by person: only persons are narrowed down.
    if (asked_.asked->how == operation::form::of_person)
        return narrowed(std::move(view), kind::person, {persons_.begin(), persons_.end()});
    if (asked_.id.empty()) return view;
    switch (asked_.asked->what) {
    case object::group: return narrowed(std::move(view), kind::group, groups_with_id());
    case object::assignment: {
        auto ids =
            with_id<roster::membership>("assignment", memo, [this](const auto& one) { return maker_.id_of(one); });
        return narrowed(std::move(view), kind::membership, std::move(ids));
    }
    case object::enrollment: {
        auto ids =
            with_id<roster::enrolment>("enrollment", memo, [this](const auto& one) { return maker_.id_of(one); });
        auto pupils = with_id<roster::person>("year group", memo, [this](const auto& one) {
            return maker_.enrollment_id_of_level(one);
        });
        view = narrowed(std::move(view), kind::enrolment, std::move(ids));
        return narrowed(std::move(view), kind::person, std::move(pupils));
    }
    default: return view; // of these there are few
    }
}

// Whatever may be a group's id when it travels.
selection::record_ids selection::groups_with_id() const {
    record_ids found{asked_.id};
    for (const std::string_view one : {model::scheme::eduv_id, model::scheme::las_key}) {
        for (std::string& id : view_.find_by_identifier(roster::record_kind::group, {std::string(one), asked_.id, {}}))
            found.push_back(std::move(id));
    }
    return found;
}

// Ids that are minted cannot be reckoned back: the first question looks through all records and leaves a note of their
// hashes.
template <class Record, class Id>
selection::record_ids selection::with_id(std::string_view what, answer_memo* memo, Id id_of) const {
    const std::string key = "edu-v|ids|" + std::string(what) + "|" + view_.version();
    std::shared_ptr<const hashed_ids> all;
    if (memo) all = std::static_pointer_cast<const hashed_ids>(memo->find(key));
    if (!all) {
        auto made = std::make_shared<hashed_ids>();
        each<Record>(view_, {}, [&](const Record& one) {
            made->add(id_of(one), one.id);
            return true;
        });
        made->arrange();
        if (memo) memo->keep(key, made, made->bytes());
        all = std::move(made);
    }
    return all->with(asked_.id);
}

// ---------------------------------------------------------------- tests of one record

bool selection::in_period(const std::string& record) const {
    return periods_.contains(maker_.id_of_period(record));
}

bool selection::in_period(const roster::person& one) const {
    const auto enrolled = view_.enrolments_of_person(one.id);
    if (std::ranges::any_of(enrolled, [&](const roster::enrolment& each) { return in_period(each.period); }))
        return true;
    const auto in_groups = view_.memberships_of_person(one.id);
    for (const roster::membership& each : in_groups) {
        const roster::group* group = maker_.group_record(each.group);
        const bool own = !each.period.empty() || !group || group->periods.empty();
        if (own ? in_period(each.period)
                : std::ranges::any_of(group->periods, [&](const std::string& period) { return in_period(period); }))
            return true;
    }
    return enrolled.empty() && in_groups.empty() && in_period(std::string());
}

bool selection::takes_study(const roster::person& one) const {
    if (!year_group_.empty()) return maker_.year_group_alone(one) == year_group_;
    return std::ranges::any_of(view_.enrolments_of_person(one.id), [&](const roster::enrolment& each) {
        return each.course == study_;
    });
}

bool selection::takes_subject(const roster::person& one) const {
    if (std::ranges::any_of(view_.enrolments_of_person(one.id), [&](const roster::enrolment& each) {
            return each.course == subject_;
        }))
        return true;
    return std::ranges::any_of(view_.memberships_of_person(one.id), [&](const roster::membership& each) {
        const roster::group* group = maker_.group_record(each.group);
        return group && group->course == subject_;
    });
}

bool selection::is_at_location(const roster::person& one) const {
    if (one.location == location_) return true;
    if (std::ranges::any_of(one.roles, [&](const roster::person_role& each) { return each.organisation == location_; }))
        return true;
    if (one.kind == roster::person_kind::pupil)
        return std::ranges::any_of(view_.enrolments_of_person(one.id), [&](const roster::enrolment& each) {
            return each.location == location_;
        });
    // Staff of whom nobody says where they are, are where their pupils are.
    return std::ranges::any_of(view_.memberships_of_person(one.id), [&](const roster::membership& each) {
        const roster::group* group = maker_.group_record(each.group);
        return group && keeps(*group);
    });
}

bool selection::keeps(const wire::organisation& one) const {
    if (asked_.school.named() && !names(one.school, asked_.school)) {
        const bool by_location = std::ranges::any_of(one.locations, [&](const wire::named_reference& each) {
            return std::ranges::any_of(asked_.school.ids, [&](const identifier& id) {
                return id.type == "V_ID" && !each.ids.empty() && each.ids.front().id == id.id;
            });
        });
        if (!by_location) return false;
    }
    const reference board{wanted("boardMasterId"), {}, {}};
    const std::string board_id = wanted("boardId");
    if (!board.master.empty() || !board_id.empty()) {
        const bool governed = std::ranges::any_of(one.boards, [&](const wire::named_reference& each) {
            return (!board.master.empty() && each.master == board.master) ||
                   (!board_id.empty() && !each.ids.empty() && each.ids.front().id == board_id);
        });
        if (!governed) return false;
    }
    const std::string name = wanted("name");
    return name.empty() || same_name(one.name, name);
}

bool selection::keeps(const wire::school_period& one) const {
    return asked_.id.empty() || one.id == asked_.id;
}

bool selection::keeps(const roster::course& one) const {
    const bool is_study = one.kind == roster::course::kind_of::study;
    if (!asked_.id.empty()) return maker_.id_of(one) == asked_.id;
    const std::string code = wanted(is_study ? "studyCode" : "subjectCode");
    if (!code.empty() && one.code != code) return false;
    if (!periods_.empty() && !one.period.empty() && !in_period(one.period)) return false;
    if (!is_study && !study_.empty() && std::ranges::find(one.studies, study_) == one.studies.end()) return false;
    return location_.empty() || one.organisation.empty() || one.organisation == location_;
}

bool selection::keeps(const roster::group& one) const {
    if (!asked_.id.empty()) return maker_.id_of(one) == asked_.id;
    const std::string type = wanted("groupType");
    if (!type.empty() && (type == "class") != (one.kind == roster::group::kind_of::home)) return false;
    if (!periods_.empty() && !in_period(one.periods.empty() ? std::string() : one.periods.front())) return false;
    if (!subject_.empty() && one.course != subject_) return false;
    const bool elsewhere = !location_.empty() && one.organisation != location_;
    if (elsewhere && !one.organisation.empty()) return false;
    if (!elsewhere && study_.empty()) return true;
    return std::ranges::any_of(view_.memberships_of_group(one.id), [&](const roster::membership& each) {
        const roster::person* who = maker_.person(each.person);
        if (!who || who->kind != roster::person_kind::pupil) return false;
        return (!elsewhere || is_at_location(*who)) && (study_.empty() || takes_study(*who));
    });
}

bool selection::keeps(const roster::person& one) const {
    if (!persons_.empty() && !persons_.contains(one.id)) return false;
    if (!periods_.empty() && asked_.asked->what != object::enrollment && !in_period(one)) return false;
    if (asked_.asked->what == object::student) {
        if (!study_.empty() && !takes_study(one)) return false;
        if (!subject_.empty() && !takes_subject(one)) return false;
    }
    return location_.empty() || is_at_location(one);
}

bool selection::keeps(const roster::membership& one) const {
    if (!asked_.id.empty()) return maker_.id_of(one) == asked_.id;
    if (!persons_.empty() && !persons_.contains(one.person)) return false;
    const roster::group* group = maker_.group_record(one.group);
    if (!group) return false;
    const std::string type = wanted("assignmentType");
    if (!type.empty() && (type != "class-teacher" || group->kind != roster::group::kind_of::home) &&
        (type != "teacher" || group->kind != roster::group::kind_of::lesson))
        return false;
    const std::string period = !one.period.empty()      ? one.period
                               : group->periods.empty() ? std::string()
                                                        : group->periods.front();
    if (!periods_.empty() && !in_period(period)) return false;
    return location_.empty() || keeps(*group);
}

bool selection::keeps_records_of(const roster::enrolment& one) const {
    if (!persons_.empty() && !persons_.contains(one.person)) return false;
    if (location_.empty() || one.location == location_) return true;
    const roster::person* who = maker_.person(one.person);
    return one.location.empty() && who && who->location == location_;
}

bool selection::keeps(const wire::enrollment& one) const {
    if (!asked_.id.empty()) return one.id == asked_.id;
    const auto matches = [&](std::string_view filter, const std::string& value) {
        const std::string asked = wanted(filter);
        return asked.empty() || asked == value;
    };
    return matches("enrollmentType", one.type) && matches("studyOfferingId", one.study) &&
           matches("subjectOfferingId", one.subject) && (periods_.empty() || periods_.contains(one.period));
}

choice selection::keep() {
    choice out;
    // There are no deltas: whoever asks for all is told what has gone. Who asks for one object gets it or none.
    out.with_ended = asked_.asked->how != operation::form::single;
    out.organisation = [this](const wire::organisation& one) { return keeps(one); };
    out.period = [this](const wire::school_period& one) { return keeps(one); };
    out.course = [this](const roster::course& one) { return keeps(one); };
    out.group = [this](const roster::group& one) { return keeps(one); };
    out.person = [this](const roster::person& one) { return keeps(one); };
    out.membership = [this](const roster::membership& one) { return keeps(one); };
    out.enrolment = [this](const roster::enrolment& one) { return keeps_records_of(one); };
    out.enrollment = [this](const wire::enrollment& one) { return keeps(one); };
    out.year_group = [this](std::string_view group) {
        if (!asked_.id.empty()) return maker_.year_groups().id_of(group) == asked_.id;
        return wanted("studyCode").empty();
    };
    return out;
}

} // namespace schakel::edu_v
