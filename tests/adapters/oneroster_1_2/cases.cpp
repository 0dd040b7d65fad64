#include "tests/adapters/oneroster.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of oneroster-1.2") {
    test::check_oneroster_cases("oneroster-1.2");
}

TEST_CASE("every rule of the documents of OneRoster is met in a case") {
    test::check_oneroster_rules_are_met();
}

TEST_CASE("samples of other systems are read with the verdict that their provenance tells") {
    test::check_oneroster_corpus("oneroster-1.2");
}
