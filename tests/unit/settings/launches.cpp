// What a configuration says of launches, and its faults.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace std::chrono_literals;
using test::configuration_folder;

namespace {

using list = std::vector<std::string>;

constexpr std::string_view elo = R"([[system]]
id = "elo"
[system.launch_from]
standard = "toy-1.0"
issuer = "https://elo.example"
)";

constexpr std::string_view uitgever = R"([[system]]
id = "uitgever"
[system.launch_to]
standard = "toy-1.0"
login_url = "https://materiaal.example/login"
pseudonym_key = "een sleutel die niemand raadt"
)";

constexpr std::string_view way = R"([[launch]]
name = "elo naar uitgever"
from = "elo"
to = "uitgever"
)";

settings::loaded read_with(std::string_view more) {
    configuration_folder at;
    at.write("schakel.toml", std::string(test::small_configuration) + std::string(more));
    auto standards = test::toy_standards();
    settings::known_standard& toy = standards["toy-1.0"];
    toy.launches_from = toy.launches_to = true;
    toy.needed_from = {"issuer"};
    toy.needed_to = {"login_url"};
    toy.launch_algorithms = {"RS256"};
    toy.launch_scopes = {"score"};
    toy.parameters.insert("attribute.");
    return settings::load(at.path("schakel.toml"), standards);
}

list faults_of(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const std::string_view one : parts) all += one;
    return test::lines_of(read_with(all));
}

} // namespace

TEST_CASE("a launch releases a pseudonym and wants an entitlement unless it says otherwise") {
    const auto read = read_with(
        std::string(elo) + "deployments = [\"1\"]\ndeployment_schools = { \"2\" = \"de-akker\" }\n" +
        std::string(uitgever) + std::string(way)
    );
    CHECK(test::lines_of(read) == list{});
    const settings::system* source = read.settings.find_system("elo");
    REQUIRE((source && source->launch_from));
    CHECK(source->launch_from->issuer == "https://elo.example");
    CHECK(source->launch_from->deployments.at("1").empty());
    CHECK(source->launch_from->deployments.at("2") == "de-akker");
    CHECK(source->launch_from->leeway == 120s);
    const settings::system* target = read.settings.find_system("uitgever");
    REQUIRE((target && target->launch_to));
    CHECK(target->launch_to->address("login_url") == "https://materiaal.example/login");
    REQUIRE(read.settings.launches.size() == 1);
    const settings::launch_route& one = read.settings.launches.front();
    CHECK(one.release.empty());
    CHECK(one.identifiers.empty());
    CHECK(one.entitled == settings::launch_route::entitlement::required);
    CHECK(one.who == settings::launch_route::person::any);
}

TEST_CASE("what a standard needs of a party, and what it does not know") {
    CHECK(
        faults_of({"[[system]]\nid = \"elo\"\n[system.launch_from]\nstandard = \"toy-1.0\"\n"}) ==
        list{"config.missing 21:1 system.launch_from.issuer"}
    );
    CHECK(
        faults_of({"[[system]]\nid = \"elo\"\n[system.launch_from]\nstandard = \"toy-1.0\"\nregisters = true\n"}) ==
        list{}
    );
    CHECK(
        faults_of({"[[system]]\nid = \"elo\"\n[system.launch_from]\nstandard = \"toy-2.0\"\n"}) ==
        list{"config.value 21:1 system.launch_from.standard"}
    );
    CHECK(
        faults_of({elo, "algorithms = \"RS265\"\n"}) ==
        list{"config.reference 21:1 system.launch_from.algorithms [RS256]"}
    );
    CHECK(faults_of({elo, "parameters = { \"attribute.eckid\" = \"eckId\" }\n"}) == list{});
    CHECK(
        faults_of({elo, "keys_url = \"elo.example/keys\"\n"}) == list{"config.value 21:1 system.launch_from.keys_url"}
    );
    CHECK(
        faults_of({elo, "default_school = \"de-akkr\"\n"}) ==
        list{"config.reference 21:1 system.launch_from.default_school [de-akker]"}
    );
    CHECK(
        faults_of(
            {"[[system]]\nid = \"u\"\n[system.launch_to]\nstandard = \"toy-1.0\"\nlogin_url = \"https://u.example\"\n"
             "pseudonym_key = \"kort\"\n"}
        ) == list{"config.value 21:1 system.launch_to.pseudonym_key"}
    );
}

TEST_CASE("two parties that cannot be told apart are a fault") {
    std::string second(elo);
    second.replace(second.find("\"elo\""), 5, "\"elo2\"");
    CHECK(faults_of({elo, second}) == list{"config.duplicate 26:1 system.launch_from"});
    CHECK(faults_of({elo, second, "client_id = \"2\"\n"}) == list{});
}

TEST_CASE("faults of a launch") {
    CHECK(
        faults_of({elo, uitgever, "[[launch]]\nname = \"x\"\nfrom = \"uitgever\"\nto = \"elo\"\n"}) ==
        list{"config.reference 30:1 launch.to", "config.reference 30:1 launch.from"}
    );
    CHECK(faults_of({elo, uitgever, way, "role = \"lerling\"\n"}) == list{"config.value 30:1 launch.role"});
    CHECK(faults_of({elo, uitgever, way, way}) == list{"config.duplicate 34:1 launch"});
    CHECK(
        faults_of({elo, uitgever, way, "release = [\"given_nam\"]\n"}) ==
        list{"config.reference 30:1 launch.release [given_name]"}
    );
}

TEST_CASE("grades go back to a source as what we are there already, unless its settings say otherwise") {
    constexpr std::string_view known = "client_id = \"schakel-1\"\ntoken_url = \"https://elo.example/token\"\n";
    constexpr std::string_view send = "[system.send]\nstandard = \"toy-1.0\"\nurl = \"https://elo.example\"\n";
    const auto sending_with = [&](std::string_view of_launches, std::string_view more) {
        const auto read =
            read_with(std::string(elo) + std::string(of_launches) + std::string(send) + std::string(more));
        CHECK(test::lines_of(read) == list{});
        return *read.settings.find_system("elo")->send;
    };
    const settings::sending as_launched = sending_with(known, "");
    REQUIRE(as_launched.token);
    CHECK(as_launched.token->token_url == "https://elo.example/token");
    CHECK(as_launched.token->client_id == "schakel-1");
    CHECK(as_launched.token->audience == "https://elo.example/token");
    CHECK(as_launched.token->launch_keys);
    CHECK_FALSE(sending_with(known, "[system.send.basic]\nuser = \"u\"\npassword = \"oefenwachtwoord\"\n").token);
    CHECK_FALSE(sending_with("client_id = \"schakel-1\"\n", "").token);
}

TEST_CASE("whoever releases more than a pseudonym names the agreement that allows it") {
    CHECK(
        faults_of({elo, uitgever, way, "release = [\"given_name\"]\n"}) == list{"config.missing 30:1 launch.agreement"}
    );
    CHECK(
        faults_of({elo, uitgever, way, "identifiers = [\"las.key\"]\n"}) == list{"config.missing 30:1 launch.agreement"}
    );
    CHECK(faults_of({elo, uitgever, way, "identifiers = [\"eckid\"]\nrelease = [\"school\"]\n"}) == list{});
    CHECK(
        faults_of({elo, uitgever, way, "release = [\"given_name\"]\nagreement = \"verwerkersovereenkomst 2026-14\"\n"}
        ) == list{}
    );
}
