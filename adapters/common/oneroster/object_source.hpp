// Where objects of each kind come from: the records behind them, and what is made up beside.
#pragma once

#include "adapters/common/oneroster/from_model.hpp"

#include <optional>
#include <vector>

namespace schakel::oneroster {

template <class Object>
struct object_source;

template <>
struct object_source<academic_session> {
    using record = model::roster::school_period;
    static constexpr auto kind = model::roster::record_kind::school_period;
    static std::optional<academic_session> make(const record& from, const making& how) {
        return session_from(from, how);
    }
    static const std::vector<academic_session>* made_up(const roster_frame& frame) { return &frame.made_up_sessions(); }
    static bool is_there(const record&, const roster_frame&) { return true; }
};

template <>
struct object_source<org> {
    using record = model::roster::organisation;
    static constexpr auto kind = model::roster::record_kind::organisation;
    static std::optional<org> make(const record& from, const making& how) { return org_from(from, how); }
    static const std::vector<org>* made_up(const roster_frame& frame) { return &frame.made_up_orgs(); }
    static bool is_there(const record&, const roster_frame&) { return true; }
};

template <>
struct object_source<course> {
    using record = model::roster::course;
    static constexpr auto kind = model::roster::record_kind::course;
    static std::optional<course> make(const record& from, const making& how) { return course_from(from, how); }
    static const std::vector<course>* made_up(const roster_frame& frame) { return &frame.made_up_courses(); }
    static bool is_there(const record&, const roster_frame&) { return true; }
};

template <>
struct object_source<class_object> {
    using record = model::roster::group;
    static constexpr auto kind = model::roster::record_kind::group;
    static std::optional<class_object> make(const record& from, const making& how) { return class_from(from, how); }
    static const std::vector<class_object>* made_up(const roster_frame&) { return nullptr; }
    static bool is_there(const record&, const roster_frame&) { return true; }
};

template <>
struct object_source<user> {
    using record = model::roster::person;
    static constexpr auto kind = model::roster::record_kind::person;
    static std::optional<user> make(const record& from, const making& how) { return user_from(from, how); }
    static const std::vector<user>* made_up(const roster_frame&) { return nullptr; }
    static bool is_there(const record&, const roster_frame&) { return true; }
};

template <>
struct object_source<enrollment> {
    using record = model::roster::membership;
    static constexpr auto kind = model::roster::record_kind::membership;
    static std::optional<enrollment> make(const record& from, const making& how) { return enrollment_from(from, how); }
    static const std::vector<enrollment>* made_up(const roster_frame&) { return nullptr; }
    static bool is_there(const record& one, const roster_frame& frame) { return frame.group(one.group) != nullptr; }
};

} // namespace schakel::oneroster
