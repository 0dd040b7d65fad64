// The forms that values of Edu-V have, shared by the rules, which report them, and by the translations, which must
// never write one that a rule refuses.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/finding.hpp"

#include <string>
#include <string_view>

namespace schakel::edu_v {

bool is_school_year(std::string_view text); // four digits, hyphen, four digits
bool is_consecutive(std::string_view school_year);
std::string school_year_of(instant when); // 1 August to 31 July, in Europe/Amsterdam

std::string to_utc(instant when);      // with milliseconds where there are any
bool is_plausible(instant when);       // 1990 up to and including 2100
bool is_brin(std::string_view text);   // "99XX"
bool is_branch(std::string_view text); // "99XX01"
bool is_eckid(std::string_view text);
bool is_web_address(std::string_view text);

// How a scheme of the canonical model is called in a place of Edu-V: "ASI", "OIE_CODE" …; "" for none. And back.
enum class place {
    student,          // Student, StudentReference of Results: the ECK iD is the primary identifier and has no type
    employee,         // Employee and UserReference of an employee: the ECK iD is a secondary one
    results_employee, // EmployeeReference of Results
    school,           // SchoolReference of the administration services
    results_school    // SchoolReference of Results: without V_ID
};
std::string_view type_of(std::string_view scheme, place where);
std::string_view scheme_of(std::string_view type, place where);

} // namespace schakel::edu_v
