// How long messages are kept, as a configuration says it.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace schakel;
using namespace std::chrono_literals;
using test::configuration_folder;

namespace {

settings::loaded read_with(std::string_view more) {
    configuration_folder at;
    at.write("schakel.toml", std::string(test::small_configuration) + std::string(more));
    return at.load();
}

bool has(const settings::loaded& read, std::string_view id, std::string_view key) {
    return std::ranges::any_of(read.faults, [&](const settings::fault& one) {
        return one.id == id && one.key.find(key) != std::string::npos;
    });
}

} // namespace

TEST_CASE("Messages are kept for sixty days and dead letters for 180 unless it is said otherwise") {
    const auto usual = read_with("");
    REQUIRE(usual.good());
    CHECK(usual.settings.retention.keep == 60 * 24h);
    CHECK(usual.settings.retention.keep_dead_letters == 180 * 24h);
    const auto told = read_with(
        "[retention]\nkeep = \"30d\"\nkeep_dead_letters = \"90d\"\n[[retention.rule]]\nstandard = \"toy-1.0\"\nkeep = "
        "\"365d\"\n"
    );
    REQUIRE(told.good());
    CHECK(told.settings.retention.keep == 30 * 24h);
    REQUIRE(told.settings.retention.rules.size() == 1);
    CHECK(told.settings.retention.rules[0].keep == 365 * 24h);
    CHECK(told.settings.retention.rules[0].keep_dead_letters == 365 * 24h); // never shorter than `keep`
}

TEST_CASE("A term is a day at least, and dead letters are kept as long as the rest") {
    CHECK(has(read_with("[retention]\nkeep = \"1h\"\n"), "config.value", "retention.keep"));
    CHECK(has(read_with("[retention]\nkeep_dead_letters = \"2d\"\n"), "config.value", "retention.keep_dead_letters"));
    CHECK(has(read_with("[retention]\nkep = \"9d\"\n"), "config.unknown-key", "retention.kep"));
}

TEST_CASE("A rule is about something; a route that is gone is a warning, because its messages may still be there") {
    CHECK(has(read_with("[[retention.rule]]\nkeep = \"9d\"\n"), "config.missing", "route"));
    const auto gone = read_with("[[retention.rule]]\nroute = \"gone\"\nkeep = \"9d\"\n");
    CHECK(gone.good());
    CHECK(has(gone, "config.reference", "retention.rule[0].route"));
}
