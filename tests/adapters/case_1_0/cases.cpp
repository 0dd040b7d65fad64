#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

// Those of writing and fetching are shown by the tests of 1.1 and by tests/unit/case.
TEST_CASE("golden cases of case-1.0") {
    check_goal_cases(
        "case-1.0", {"case.no-document", "case.no-framework", "case.one-framework", "case.pull-foreign-link",
                     "case.pull-endless", "case.pull-offset-ignored", "case.pull-limit-capped", "case.pull-incomplete",
                     "case.pull-not-json", "case.pull-refused", "case.long-value", "case.dates-reversed",
                     "case.own-relation", "case.tree-circle", "case.unusual-status", "case.more"}
    );
}
