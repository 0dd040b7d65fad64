// What the golden cases of both versions of OneRoster REST are checked for.
#pragma once

#include <string_view>

namespace schakel::test {

// Every case gives what its files say, and what is written in a version is read there without an error.
void check_oneroster_cases(std::string_view standard);

// Every rule of documents is met in a case of one of the versions; those of fetching have tests of their own.
void check_oneroster_rules_are_met();

// The samples of the corpus, where it is.
void check_oneroster_corpus(std::string_view standard);

} // namespace schakel::test
