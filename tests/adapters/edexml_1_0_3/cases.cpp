#include "tests/adapters/edexml.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of edexml-1.0.3") {
    test::check_edexml_cases("edexml-1.0.3");
}
