#include "adapters/all_adapters.hpp"
#include "schemas/bundled.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

std::unique_ptr<adapter> subject() {
    return make_oneroster_1_1_csv([](std::string_view name) { return schemas::bundled(name); });
}

} // namespace

TEST_CASE("golden cases of oneroster-1.1-csv") {
    const auto by = subject();
    for (const test::golden_case& one : test::golden_cases(*by)) test::check_golden_case(one, *by, {});
}
