// Rows as objects of OneRoster and objects as rows: for each column the member that holds it, in one place for both
// directions. Which columns a file has, and in which order, is told by the tables (tables.hpp); a column that is not
// named here holds nothing that we read or write.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "adapters/common/oneroster/seen_user.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::oneroster_csv {

// What a row is read to: users, of which there are many, without copies of their texts.
template <class Object>
struct read_to {
    using type = Object;
};
template <>
struct read_to<oneroster::user> {
    using type = oneroster::seen_user;
};

template <class Object>
struct cell_of {
    std::string_view column;
    void (*read)(typename read_to<Object>::type& into, std::string_view text) = nullptr;
    void (*write)(const Object& from, std::string& into) = nullptr; // appends
};

// Objects: academic_session, org, course, class_object, user, enrollment.
template <class Object>
std::span<const cell_of<Object>> cells();

// What 1.2 tells in roles.csv: one row for each role of a user.
struct role_line {
    std::string id;
    std::string_view user;
    const oneroster::role* told = nullptr;
    std::string_view status, modified; // of the user
};
template <>
std::span<const cell_of<role_line>> cells();

} // namespace schakel::oneroster_csv
