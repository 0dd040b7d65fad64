// What the golden cases of all versions of EDEXML are checked for.
#pragma once

#include <string_view>

namespace schakel::test {

// Every case gives what its files say, and what is written in a version of EDEXML is read there without an error.
void check_edexml_cases(std::string_view standard);

// Every rule is met in a case of one of the versions.
void check_edexml_rules_are_met();

} // namespace schakel::test
