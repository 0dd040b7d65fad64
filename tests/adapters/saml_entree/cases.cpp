#include "adapters/all_adapters.hpp"
#include "tests/adapters/golden.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

TEST_CASE("golden cases of SAML: the form of documents, which can be told without settings") {
    const auto saml = make_saml_entree();
    for (const golden_case& one : golden_cases(*saml)) check_golden_case(one, *saml, {});
}
