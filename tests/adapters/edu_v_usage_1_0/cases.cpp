#include "tests/adapters/access_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of edu-v-usage-1.0") {
    test::check_access_cases("edu-v-usage-1.0");
}
