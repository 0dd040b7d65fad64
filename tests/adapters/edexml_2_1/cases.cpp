#include "tests/adapters/edexml.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of edexml-2.1") {
    test::check_edexml_cases("edexml-2.1");
}

TEST_CASE("every rule of EDEXML is met in a case") {
    test::check_edexml_rules_are_met();
}
