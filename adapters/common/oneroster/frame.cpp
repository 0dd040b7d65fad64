#include "adapters/common/oneroster/frame.hpp"

#include "adapters/common/oneroster/extras.hpp"
#include "adapters/common/oneroster/meaning.hpp"
#include "gateway/adapter/minted_id.hpp"

#include <algorithm>

namespace schakel::oneroster {

namespace {

namespace roster = model::roster;

std::string_view own_id(const roster::record_tail& record) {
    return model::value_of(record.ids, model::scheme::oneroster_id);
}

template <class Entry>
const Entry* find(const std::unordered_map<std::string, Entry>& among, std::string_view id) {
    const auto found = among.find(std::string(id));
    return found == among.end() ? nullptr : &found->second;
}

bool shares_identifier(const model::identifiers& a, const model::identifiers& b) {
    return std::ranges::any_of(a, [&](const model::identifier& one) { return std::ranges::find(b, one) != b.end(); });
}

roster_range all_of_them() {
    roster_range range;
    range.with_ended = true;
    return range;
}

} // namespace

roster_frame::roster_frame(const roster_view& view, const model::identifiers& school)
    : space_(minting_space(view.head().school.empty() ? school : view.head().school)),
      changed_at_(to_rfc3339_milliseconds(view.changed_at())), school_year_(view.head().school_year) {
    if (!roster::is_school_year(school_year_)) {
        const auto day = view.head().reference_date;
        school_year_ = roster::school_year_of(day ? *day : date_in_amsterdam(view.changed_at()));
    }
    read_organisations(view);
    make_up_school(view);
    read_periods(view);
    read_courses(view);
    read_groups(view);
    read_persons(view);
    make_up_sessions();
    make_up_course();
    bytes_ = 4096 + (organisations_.size() + periods_.size() + courses_.size() + groups_.size()) * 256 +
             exceptional_persons_.size() * 160;
}

// ---------------------------------------------------------------- reading the roster

void roster_frame::read_organisations(const roster_view& view) {
    std::map<std::string, std::string> parents; // record ids
    std::vector<std::string> schools, named;
    each<roster::organisation>(view, all_of_them(), [&](const roster::organisation& one) {
        organisations_[one.id] = {sourced_id(object_kind::org, one), one.kind, {}, {}};
        if (!one.parent.empty()) parents[one.id] = one.parent;
        if (one.kind == roster::organisation::kind_of::school && !one.ended) {
            schools.push_back(one.id);
            if (shares_identifier(one.ids, view.head().school)) named.push_back(one.id);
        }
        return true;
    });
    for (const auto& [child, parent] : parents) {
        const auto above = organisations_.find(parent);
        if (above == organisations_.end()) continue;
        organisations_[child].parent = above->second.id;
        above->second.children.push_back(organisations_[child].id);
    }
    if (named.size() == 1)
        school_ = organisations_[named.front()].id;
    else if (schools.size() == 1)
        school_ = organisations_[schools.front()].id;
}

// The school of the roster when it is no record: the head is all that is known of it.
void roster_frame::make_up_school(const roster_view& view) {
    if (!school_.empty()) return;
    org& school = made_up_orgs_.emplace_back();
    static_cast<object_base&>(school) = made_up(object_kind::org, "");
    school_ = school.id;
    school.name = view.head().school_name.empty() ? school.id : view.head().school_name;
    school.type = "school";
    const std::string_view identifier = org_identifier_of(view.head().school);
    school.identifier = identifier.empty() ? std::string_view(school.id) : identifier;
    for (const model::identifier& one : view.head().school)
        school.metadata.push_back({std::string(own::id_prefix) + one.scheme, one.value});
    for (auto& [id, entry] : organisations_) {
        if (!entry.parent.empty() || entry.kind != roster::organisation::kind_of::location) continue;
        entry.parent = school_;
        school.children.push_back({entry.id});
    }
    std::ranges::sort(school.children, {}, &reference::id);
}

void roster_frame::read_periods(const roster_view& view) {
    std::map<std::string, std::string> parents;
    std::string year, first;
    each<roster::school_period>(view, all_of_them(), [&](const roster::school_period& one) {
        const std::string id = sourced_id(object_kind::academic_session, one);
        periods_[one.id] = {id, one.kind, {}};
        if (!one.parent.empty()) parents[one.id] = one.parent;
        if (one.ended) return true;
        if (first.empty()) first = id;
        if (one.kind == roster::school_period::kind_of::school_year && one.school_year == school_year_) year = id;
        return true;
    });
    for (const auto& [child, parent] : parents) {
        if (const auto above = periods_.find(parent); above != periods_.end())
            above->second.children.push_back(periods_[child].id);
    }
    if (const std::string& term = year.empty() ? first : year; !term.empty()) default_terms_ = {term};
}

void roster_frame::read_courses(const roster_view& view) {
    each<roster::course>(view, all_of_them(), [&](const roster::course& one) {
        courses_[one.id] = sourced_id(object_kind::course, one);
        return true;
    });
}

void roster_frame::read_groups(const roster_view& view) {
    each<roster::group>(view, all_of_them(), [&](const roster::group& one) {
        groups_[one.id] = {sourced_id(object_kind::class_object, one), org_of(one.organisation)};
        needs_course_ = needs_course_ || course_id(one.course).empty();
        return true;
    });
}

void roster_frame::read_persons(const roster_view& view) {
    bool first = true; // it tells how most are, as good as always
    each<roster::person>(view, all_of_them(), [&](const roster::person& one) {
        const std::string_view id = own_id(one);
        if (first) persons_keep_ids_ = id == one.id;
        first = false;
        const bool as_most = persons_keep_ids_ ? id == one.id : id.empty();
        if (!as_most) exceptional_persons_[one.id] = sourced_id(object_kind::user, one);
        return true;
    });
}

// ---------------------------------------------------------------- what the source does not have

object_base roster_frame::made_up(object_kind kind, std::string_view key) const {
    object_base made;
    made.id = minted_id(space_, word_of(kind), key);
    made.status = "active";
    made.modified = changed_at_;
    made.metadata = {{std::string(own::made_up), "true"}};
    return made;
}

void roster_frame::make_up_sessions() {
    if (!default_terms_.empty()) return;
    const std::string first = school_year_.substr(0, 4), last = ending_year_of(school_year_);
    for (const std::string_view type : {"schoolYear", "term"}) {
        academic_session& made = made_up_sessions_.emplace_back();
        static_cast<object_base&>(made) = made_up(object_kind::academic_session, std::string(type) + school_year_);
        made.metadata.push_back({std::string(own::school_year), school_year_});
        made.title = school_year_;
        made.start = first + "-08-01";
        made.end = last + "-08-01";
        made.type = type;
        made.school_year = last;
    }
    made_up_sessions_[1].parent.id = made_up_sessions_[0].id;
    made_up_sessions_[0].children.push_back({made_up_sessions_[1].id});
    default_terms_ = {made_up_sessions_[1].id};
}

void roster_frame::make_up_course() {
    if (!needs_course_) return;
    course& made = made_up_courses_.emplace_back();
    static_cast<object_base&>(made) = made_up(object_kind::course, "");
    made.title = "Onderwijs";
    made.code = "onderwijs";
    made.org.id = school_;
    default_course_ = made.id;
}

// ---------------------------------------------------------------- ids

std::string roster_frame::sourced_id(object_kind kind, const roster::record_tail& record) const {
    const std::string_view own = own_id(record);
    return own.empty() ? minted_id(space_, word_of(kind), record.id) : std::string(own);
}

std::string roster_frame::person_id(std::string_view person) const {
    if (person.empty()) return {};
    if (!exceptional_persons_.empty()) {
        if (const std::string* other = find(exceptional_persons_, person)) return *other;
    }
    return persons_keep_ids_ ? std::string(person) : minted_id(space_, word_of(object_kind::user), person);
}

std::string roster_frame::enrollment_id(const roster::membership& one) const {
    return sourced_id(object_kind::enrollment, one);
}

const roster_frame::organisation_entry* roster_frame::organisation(std::string_view id) const {
    return find(organisations_, id);
}

const roster_frame::period_entry* roster_frame::period(std::string_view id) const {
    return find(periods_, id);
}

const roster_frame::group_entry* roster_frame::group(std::string_view id) const {
    return find(groups_, id);
}

std::string_view roster_frame::course_id(std::string_view id) const {
    const std::string* found = find(courses_, id);
    return found ? std::string_view(*found) : std::string_view{};
}

const std::string& roster_frame::org_of(std::string_view organisation_id) const {
    const organisation_entry* found = organisation_id.empty() ? nullptr : organisation(organisation_id);
    return found ? found->id : school_;
}

} // namespace schakel::oneroster
