#include "tests/adapters/oneroster_gradebook.hpp"

#include <doctest/doctest.h>

TEST_CASE("cases of 1.1") {
    schakel::test::gradebook::check_cases("oneroster-1.1-gradebook");
}
