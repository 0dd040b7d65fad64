// What a configuration says of sources of learning goals, catalogues and entitlements, and its faults.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace std::chrono_literals;
using test::configuration_folder;

namespace {

using list = std::vector<std::string>;

settings::loaded read_with(std::string_view more) {
    configuration_folder at;
    at.write("schakel.toml", std::string(test::small_configuration) + std::string(more));
    return at.load();
}

// Of a source with these lines behind its name; line 21 is their first.
list faults_of(std::string_view lines) {
    return test::lines_of(read_with("[[goal_source]]\nname = \"slo\"\n" + std::string(lines)));
}

constexpr std::string_view place = "standard = \"toy-1.0\"\nurl = \"https://goals.example/api\"\n";

} // namespace

TEST_CASE("a source of goals is fetched once a week unless it says otherwise") {
    const auto usual = read_with("[[goal_source]]\nname = \"slo\"\n" + std::string(place));
    REQUIRE(usual.good());
    REQUIRE(usual.settings.goal_sources.size() == 1);
    CHECK(usual.settings.goal_sources[0].every == 7 * 24h);
    CHECK(usual.settings.goals.recompute == settings::recomputation::report);
    const auto told = read_with(
        "[goals]\nrecompute = \"send\"\n[[goal_source]]\nname = \"slo\"\n" + std::string(place) +
        "frameworks = [\"fo\", \"kerndoelen\"]\nevery = \"1d\"\nat = \"03:30\"\n[goal_source.basic]\nuser = \"u\"\n"
        "password = \"p\"\n"
    );
    REQUIRE(told.good());
    const settings::goal_source& one = told.settings.goal_sources.at(0);
    CHECK(one.frameworks.contains("fo"));
    CHECK(one.every == 24h);
    CHECK(one.at == 3h + 30min);
    CHECK(one.basic->user == "u");
    CHECK(told.settings.goals.recompute == settings::recomputation::send);
}

TEST_CASE("faults of a source of goals") {
    CHECK(faults_of(place) == list{});
    CHECK(faults_of("url = \"https://goals.example\"\n") == list{"config.missing 19:1 goal_source[0].standard"});
    CHECK(faults_of("standard = \"toy-1.0\"\n") == list{"config.missing 19:1 goal_source[0].url"});
    CHECK(
        faults_of("standard = \"toy-2.0\"\nurl = \"https://goals.example\"\n") ==
        list{"config.value 19:1 goal_source.standard"}
    );
    CHECK(
        faults_of(std::string(place) + "quirks = \"leniemt\"\nparameters = { colours = \"red\" }\n") ==
        list{
            "config.reference 19:1 goal_source.parameters [colour]",
            "config.reference 19:1 goal_source.quirks [lenient]"}
    );
    CHECK(
        faults_of("standard = \"toy-1.0\"\nurl = \"ftp://goals.example\"\n") ==
        list{"config.value 19:1 goal_source.url"}
    );
    CHECK(faults_of(std::string(place) + "every = \"5s\"\n") == list{"config.value 23:1 goal_source[0].every"});
    CHECK(
        faults_of(std::string(place) + "[[goal_source]]\nname = \"slo\"\n" + std::string(place)) ==
        list{"config.duplicate 23:1 goal_source.name"}
    );
    CHECK(
        test::lines_of(read_with("[goals]\nrecompute = \"sent\"\n")) == list{"config.value 20:1 goals.recompute [send]"}
    );
}

TEST_CASE("a supplier of entitlements is asked once a day, and what empties a school waits") {
    const std::string supplier = "[[system]]\nid = \"boekhandel\"\n[[system.access]]\n" + std::string(place);
    const auto usual = read_with(supplier);
    REQUIRE(usual.good());
    const settings::access_source& one = usual.settings.find_system("boekhandel")->access.at(0);
    CHECK(one.every == 24h);
    CHECK(one.hold_above == 50);
    CHECK(one.schools.empty());
    const auto two = read_with(supplier + "hold_above = 10\n[[system.access]]\n" + std::string(place));
    REQUIRE(two.good());
    CHECK(two.settings.find_system("boekhandel")->access.size() == 2);
    CHECK(two.settings.find_system("boekhandel")->access[0].hold_above == 10);
}

TEST_CASE("faults of a supplier of entitlements") {
    const auto faults = [](std::string_view lines) {
        return test::lines_of(read_with("[[system]]\nid = \"boekhandel\"\n[[system.access]]\n" + std::string(lines)));
    };
    CHECK(faults(std::string(place) + "schools = [\"de-eikel\"]\n").size() == 1);
    CHECK(faults(std::string(place) + "hold_above = 101\n").size() == 1);
    CHECK(faults("standard = \"toy-2.0\"\nurl = \"https://shop.example\"\n").size() == 1);
    CHECK(
        test::lines_of(
            read_with(
                "[[system]]\nid = \"manager\"\n[system.receive]\nconfirm_to = [\"nobody\"]\n[system.receive.basic]\n"
                "user = \"u\"\npassword = \"p\"\n"
            )
        )
            .size() == 1
    );
}
