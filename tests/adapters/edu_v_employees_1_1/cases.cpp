#include "tests/adapters/golden.hpp"

#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("golden cases") {
    const adapter_registry all = all_adapters(schemas::bundled);
    const adapter& subject = *all.find("edu-v-employees-1.1");
    for (const test::golden_case& one : test::golden_cases(subject)) test::check_golden_case(one, subject, all);
}
