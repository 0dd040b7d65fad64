// A file with every key there is, read whole.
#include "tests/unit/settings/configuration_folder.hpp"

#include <doctest/doctest.h>

#include <iterator>

using namespace schakel;

namespace {

std::string full_text() {
    std::ifstream in(SCHAKEL_SOURCE_DIR "/tests/unit/settings/full.toml");
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("every key arrives where it belongs") {
    test::configuration_folder at;
    at.write("schakel.toml", full_text());
    at.write("toets.pem", "a public key");
    const settings::loaded read = at.load();
    CHECK(test::lines_of(read) == std::vector<std::string>{});
    const settings::settings& all = read.settings;
    CHECK(all.gateway.data_directory == at.path("data"));
    CHECK(all.gateway.threads == 2);
    CHECK(all.tokens.lifetime == std::chrono::minutes(15));
    CHECK(all.listeners.at(0).tls->client == settings::tls_server::client_certificate::optional);
    CHECK(all.listeners.at(0).body_limit == 1'048'576);
    CHECK(all.schools.at(0).identifiers.size() == 6);
    const settings::receiving& in = *all.systems.at(0).receive;
    CHECK(in.keys.at(0).schools.contains("de-akker"));
    CHECK(in.token->public_keys == "a public key");
    CHECK(in.schemas == std::vector{at.path("partner/words.xsd")});
    CHECK(in.schemas_where.line == 52);
    CHECK(in.accounts.at("https://las.example") == "las.key");
    const settings::sending& out = *all.systems.at(1).send;
    CHECK(out.time_out == std::chrono::seconds(10));
    CHECK(out.retry_delays == std::vector{std::chrono::seconds(1), std::chrono::seconds(300)});
    CHECK(out.parameters.at("colour") == "blue");
    CHECK(out.code_lists == std::vector{at.path("list.toml")});
    const settings::route& route = all.routes.at(0);
    CHECK(to_rfc3339(*route.since) == "2026-07-31T22:00:00Z"); // midnight in Amsterdam
    CHECK(to_rfc3339(*route.until) == "2027-07-31T22:00:00Z");
    CHECK(all.hash.size() == 64);
}
