#include "adapters/common/oneroster/selection.hpp"

#include <algorithm>
#include <set>

namespace schakel::oneroster {

namespace {

namespace roster = model::roster;

bool has_role(const user& one, std::string_view word) {
    if (one.role == word) return true;
    return std::ranges::any_of(one.roles, [&](const role& held) { return held.word == word; });
}

bool has_role_at(const user& one, std::string_view word, std::string_view school) {
    const bool flat = one.role == word && std::ranges::find(one.orgs, school, &reference::id) != one.orgs.end();
    return flat ||
           std::ranges::any_of(one.roles, [&](const role& held) { return held.word == word && held.org.id == school; });
}

std::string_view word_of_users(narrowing only) {
    return only == narrowing::students ? "student" : "teacher";
}

// The object with this sourcedId, made up or of a record; none when it is not among `only`.
template <class Object>
std::optional<Object> object_with(const asked_of& asked, const std::string& id, narrowing only) {
    using source = object_source<Object>;
    if (const auto* made_up = source::made_up(asked.frame)) {
        for (const Object& one : *made_up) {
            if (one.id == id) return is_among(only, one) ? std::optional(one) : std::nullopt;
        }
    }
    const auto record_id = record_with(kind_of_object<Object>, id, asked.view, asked.frame, asked.memo);
    if (!record_id) return std::nullopt;
    const auto record = asked.view.find(source::kind, *record_id);
    if (!record) return std::nullopt;
    auto made = source::make(std::get<typename source::record>(*record), asked.how());
    if (made && !is_among(only, *made)) return std::nullopt;
    return made;
}

} // namespace

template <>
bool is_among(narrowing only, const academic_session& one) {
    if (only == narrowing::terms) return one.type == "term" || one.type == "semester";
    return only != narrowing::grading_periods || one.type == "gradingPeriod";
}
template <>
bool is_among(narrowing only, const org& one) {
    return only != narrowing::schools || one.type == "school";
}
template <>
bool is_among(narrowing only, const user& one) {
    return only == narrowing::none || has_role(one, word_of_users(only));
}
template <>
bool is_among(narrowing, const course&) {
    return true;
}
template <>
bool is_among(narrowing, const class_object&) {
    return true;
}
template <>
bool is_among(narrowing, const enrollment&) {
    return true;
}

template <class Object>
std::optional<belonging<Object>> belonging<Object>::find(const asked_of& asked) {
    belonging made;
    made.only_ = asked.what.only;
    made.of_ = asked.what.of;
    if (!made.find_owner(asked)) return std::nullopt;
    return made;
}

template <class Object>
bool belonging<Object>::find_owner(const asked_of& asked) {
    const auto record_of = [&](object_kind kind, const std::string& id) {
        return record_with(kind, id, asked.view, asked.frame, asked.memo);
    };
    switch (of_) {
    case owner::none: return true;
    case owner::school: school_ = asked.ids[0]; return object_with<org>(asked, school_, narrowing::schools).has_value();
    case owner::course: course_ = asked.ids[0]; return object_with<course>(asked, course_, narrowing::none).has_value();
    case owner::term:
        term_ = asked.ids[0];
        return object_with<academic_session>(asked, term_, narrowing::terms).has_value();
    case owner::class_object:
    case owner::school_and_class: {
        const auto object = object_with<class_object>(asked, asked.ids.back(), narrowing::none);
        if (!object || (of_ == owner::school_and_class && object->school.id != asked.ids[0])) return false;
        if (const auto group = record_of(object_kind::class_object, asked.ids.back())) take_members(asked, *group);
        return true;
    }
    case owner::student:
    case owner::teacher:
    case owner::user: {
        const narrowing only = of_ == owner::student   ? narrowing::students
                               : of_ == owner::teacher ? narrowing::teachers
                                                       : narrowing::none;
        if (!object_with<user>(asked, asked.ids[0], only)) return false;
        if (const auto person = record_of(object_kind::user, asked.ids[0])) take_groups(asked, *person);
        return true;
    }
    }
    return false;
}

// Of a group: its memberships, or the persons who have the role in it.
template <class Object>
void belonging<Object>::take_members(const asked_of& asked, const std::string& group) {
    std::set<std::string> ids;
    for (const roster::membership& one : asked.view.memberships_of_group(group)) {
        if constexpr (std::is_same_v<Object, enrollment>) {
            ids.insert(one.id);
        } else {
            const auto told = enrollment_from(one, asked.how());
            if (told && told->role == word_of_users(only_)) ids.insert(one.person);
        }
    }
    candidates_.emplace(ids.begin(), ids.end());
    only_ = narrowing::none; // the role in the class decides, not that in the school
}

template <class Object>
void belonging<Object>::take_groups(const asked_of& asked, const std::string& person) {
    std::set<std::string> ids;
    for (const roster::membership& one : asked.view.memberships_of_person(person)) ids.insert(one.group);
    candidates_.emplace(ids.begin(), ids.end());
}

template <class Object>
bool belonging<Object>::holds(const Object& object) const {
    if constexpr (std::is_same_v<Object, user>) {
        if (of_ == owner::school) return has_role_at(object, word_of_users(only_), school_);
    } else if constexpr (std::is_same_v<Object, class_object>) {
        if (of_ == owner::school) return object.school.id == school_;
        if (of_ == owner::course) return object.course.id == course_;
        if (of_ == owner::term) return std::ranges::find(object.terms, term_, &reference::id) != object.terms.end();
    } else if constexpr (std::is_same_v<Object, course>) {
        if (of_ == owner::school) return object.org.id == school_;
    } else if constexpr (std::is_same_v<Object, enrollment>) {
        if (of_ == owner::school) return object.school.id == school_;
    } else if constexpr (std::is_same_v<Object, academic_session>) {
        if (of_ == owner::term && object.parent.id != term_) return false;
    }
    return is_among(only_, object);
}

template class belonging<academic_session>;
template class belonging<org>;
template class belonging<course>;
template class belonging<class_object>;
template class belonging<user>;
template class belonging<enrollment>;

} // namespace schakel::oneroster
