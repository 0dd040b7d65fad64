#include "tests/adapters/access_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of eck-dt-2.5") {
    test::check_access_cases("eck-dt-2.5");
}
