#include "tests/adapters/access_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases of edu-v-entitlement-1.1") {
    test::check_access_cases("edu-v-entitlement-1.1");
}

TEST_CASE("every rule of the access services of Edu-V is met in a case, or where it is named") {
    test::check_access_rules(
        {"edu-v-entitlement-1.1", "edu-v-catalogue-2.0", "edu-v-delivery-2.0", "edu-v-usage-1.0"},
        // In questions and requests, in writing, in fetching, or beyond a limit: tests/unit/edu_v_access.
        {"edu-v.other-request", "edu-v.request-content-type", "edu-v.access-question-value", "edu-v.since-too-old",
         "edu-v.record-left-out", "edu-v.source-answer", "edu-v.question-id-pair", "edu-v.question-value",
         "edu-v.more-findings", "edu-v.branch-form"}
    );
}
