#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

#include <set>

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

TEST_CASE("every rule about a score that comes in has a case that breaks it") {
    const auto met = rules_met(subject(), registry());
    // What needs a ledger, is found when sending, or when members are fetched: tests/unit/lti_1_3.
    const std::set<std::string_view> elsewhere{"lti.score-line-item",      "lti.score-no-line-item",
                                               "lti.score-no-user",        "lti.score-no-result",
                                               "lti.members-foreign-link", "lti.members-endless"};
    for (const rule& one : subject().rules()) {
        if (!elsewhere.contains(one.id)) CHECK_MESSAGE(met.contains(one.id), one.id);
    }
}
