#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

const adapter_registry& registry() {
    static const adapter_registry all = all_adapters(schemas::bundled);
    return all;
}

const adapter& subject() {
    return *registry().find("lti-1.3");
}

} // namespace

TEST_CASE("cases of scores") {
    for (const golden_case& one : golden_cases(subject())) {
        SUBCASE(one.name.c_str()) {
            check_golden_case(one, subject(), registry());
        }
    }
}

TEST_CASE("every rule has a case that breaks it") {
    const auto met = rules_met(subject(), registry());
    for (const rule& one : subject().rules()) {
        if (one.id == "lti.score-line-item") continue; // needs a ledger: tests/unit/lti_1_3/platform_scores.cpp
        CHECK_MESSAGE(met.contains(one.id), one.id);
    }
}
