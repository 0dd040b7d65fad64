// What the cases of every UWLR version are held against.
#pragma once

#include <string_view>

namespace schakel::test {

// Runs the golden cases, and asks of each message that a case becomes that the schema and rules of its version accept
// it.
void check_uwlr_cases(std::string_view standard);

// Every rule has a case that breaks it.
void check_uwlr_rules_are_met(std::string_view standard);

} // namespace schakel::test
