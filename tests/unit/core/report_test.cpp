#include "gateway/core/report.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

const rule mistake{.id = "test.mistake", .clause = "", .text_nl = "", .text_en = ""};
const rule oddity{.id = "test.oddity", .level = severity::warning, .clause = "", .text_nl = "", .text_en = ""};

finding found(const rule& broken, const char* expected = "") {
    return {.broken = &broken, .where = {}, .expected = expected, .got = {}, .clause = {}};
}

} // namespace

TEST_CASE("a layer that never ran is skipped, and an empty report is valid") {
    const report r;
    for (const layer l : all_layers) CHECK(r.at(l).outcome == verdict::skipped);
    CHECK(r.outcome() == verdict::valid);
    CHECK(r.first_error() == nullptr);
}

TEST_CASE("a warning leaves its layer valid, an error makes layer and report invalid") {
    report r;
    r.add(layer::well_formed, {});
    r.add(layer::schema, {found(oddity)});
    CHECK(r.at(layer::schema).outcome == verdict::valid);
    CHECK_FALSE(r.rejects());
    r.add(layer::rules, {found(oddity), found(mistake)});
    CHECK(r.at(layer::rules).outcome == verdict::invalid);
    CHECK(r.outcome() == verdict::invalid);
    CHECK(r.count(severity::warning) == 2);
    CHECK(r.count(severity::error) == 1);
    CHECK(r.count(severity::info) == 0);
}

TEST_CASE("findings of one layer add up, and an error is not forgotten") {
    report r;
    r.add(layer::schema, {found(mistake)});
    r.add(layer::schema, {found(oddity)});
    CHECK(r.at(layer::schema).outcome == verdict::invalid);
    CHECK(r.at(layer::schema).findings.size() == 2);
}

TEST_CASE("the first error is the first in layer order, not in order of arrival") {
    report r;
    r.add(layer::meaning, {found(mistake, "late")});
    r.add(layer::schema, {found(oddity), found(mistake, "early")});
    REQUIRE(r.first_error() != nullptr);
    CHECK(r.first_error()->expected == "early");
}

TEST_CASE("layers and verdicts are called as reports promise") {
    CHECK(to_string(layer::transport) == "transport");
    CHECK(to_string(layer::well_formed) == "well-formed");
    CHECK(to_string(layer::schema) == "schema");
    CHECK(to_string(layer::rules) == "rules");
    CHECK(to_string(layer::meaning) == "meaning");
    CHECK(to_string(verdict::skipped) == "skipped");
}
