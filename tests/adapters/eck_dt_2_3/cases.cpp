#include "tests/adapters/access_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of eck-dt-2.3") {
    test::check_access_cases("eck-dt-2.3");
}

TEST_CASE("every rule of ECK DT is met in a case, or where it is named") {
    test::check_access_rules(
        {"eck-dt-2.3", "eck-dt-2.1", "eck-dt-2.2", "eck-dt-2.4", "eck-dt-2.5"},
        // In questions and in fetching, or beyond a limit: tests/unit/eck_dt.
        {"eck-dt.content-type", "eck-dt.source-answer", "eck-dt.more-findings"}
    );
}
