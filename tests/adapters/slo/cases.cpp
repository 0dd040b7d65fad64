#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

const adapter_registry& registry() {
    static const adapter_registry list = [] {
        adapter_registry one;
        one.add(make_slo(schemas::bundled));
        return one;
    }();
    return list;
}

} // namespace

TEST_CASE("golden cases of slo") {
    const adapter& slo = *registry().find("slo");
    for (const test::golden_case& one : test::golden_cases(slo)) {
        CAPTURE(one.name);
        test::check_golden_case(one, slo, registry());
    }
}

TEST_CASE("every rule of slo is met in a case") {
    const adapter& slo = *registry().find("slo");
    const auto met = test::rules_met(slo, registry());
    for (const rule& one : slo.rules()) {
        CAPTURE(one.id);
        CHECK(met.contains(one.id));
    }
}
