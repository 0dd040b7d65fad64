#include "tests/adapters/uwlr.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of uwlr-2.3") {
    test::check_uwlr_cases("uwlr-2.3");
}

TEST_CASE("every rule of uwlr-2.3 is met in a case") {
    test::check_uwlr_rules_are_met("uwlr-2.3");
}
