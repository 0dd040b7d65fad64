// In which the versions of EDEXML differ, so far as messages show it.
#pragma once

#include "tests/conformance/xml_differential/standard.hpp"

namespace schakel::differential::edexml {

struct version {
    std::string number;    // "2.1"
    std::string published; // the folder of its published schemas
    bool second = true;    // 2.0 and 2.1, which know branches, combined groups, roles and Flemish numbers
    bool eckid = false;
    bool tal = false;   // the role
    bool remark = true; // the block of additions that EDEXML itself defines
    std::size_t longest_key = 64;
    std::size_t longest_surname = 200;
    std::size_t last_year = 2024; // in which the last school year of the published list begins
};

version version_1_03();
version version_2_0();
version version_2_1();

standard standard_of(const version& which);

} // namespace schakel::differential::edexml
