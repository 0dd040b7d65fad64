#include "tests/adapters/golden.hpp"
#include "tests/adapters/lti_1_1/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

TEST_CASE("golden cases of lti-1.1") {
    for (const golden_case& one : golden_cases(lti())) check_golden_case(one, lti(), registry());
}
