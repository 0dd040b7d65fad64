// What a roster says, field by field: the values of every canonical field, sorted. References are told by the names of
// what they refer to, so that rosters with other ids can be compared.
#pragma once

#include "tests/support/roster_json.hpp"

#include <map>
#include <string>
#include <vector>

namespace schakel::test {

using field_values = std::map<std::string, std::vector<std::string>, std::less<>>;

field_values values_of(const collected_roster& roster);

} // namespace schakel::test
