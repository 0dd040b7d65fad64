#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

std::unique_ptr<adapter> subject() {
    return make_oneroster_1_2_csv([](std::string_view name) { return schemas::bundled(name); });
}

} // namespace

TEST_CASE("golden cases of oneroster-1.2-csv") {
    const auto by = subject();
    for (const test::golden_case& one : test::golden_cases(*by)) test::check_golden_case(one, *by, {});
}

TEST_CASE("every rule of the binding is met in a case") {
    const auto by = subject();
    const auto met = test::rules_met(*by, {});
    for (const rule& one : by->rules()) CHECK_MESSAGE(met.contains(one.id), one.id);
}
