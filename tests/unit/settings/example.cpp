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
    CHECK(in.schemas_where.line == 70);
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

TEST_CASE("what is said of rosters arrives as well") {
    test::configuration_folder at;
    at.write("schakel.toml", full_text());
    at.write("toets.pem", "a public key");
    const settings::loaded read = at.load();
    const settings::settings& all = read.settings;
    CHECK(all.listeners.at(0).public_url == "https://gateway.school.example");
    const settings::school& school = all.schools.at(0);
    CHECK(school.dated.at(0).what == model::identifier{"brin.vestiging", "99XX01", "rio"});
    CHECK(school.hold.removed == 5);
    CHECK(school.hold.at_least == 3);
    const auto in_september = *parse_rfc3339("2026-09-01T00:00:00Z");
    REQUIRE(school.hold.planned_at(in_september));
    CHECK(school.hold.planned_at(in_september)->what == settings::hold_policy::period::kind::year_change);
    CHECK_FALSE(school.hold.planned_at(*parse_rfc3339("2026-10-01T00:00:00Z")));
    CHECK(school.keep_rosters == std::chrono::hours(90 * 24));

    const settings::querying& asks = *all.find_system("lms")->query;
    CHECK(asks.token->secret == "geheim");
    CHECK(asks.token->scope_prefix == "vendor:");
    CHECK(asks.oauth1->consumer_key == "lms");
    CHECK(asks.live);
    CHECK(asks.live_cache == std::chrono::minutes(1));
    CHECK(asks.release_for("de-akker") == "learning-environment");
    CHECK(asks.release_for("elders") == "small");

    const settings::roster_source& owner = *all.roster_owner("de-akker")->roster;
    CHECK(owner.every == std::chrono::hours(6));
    CHECK(owner.at == std::chrono::minutes(210));
    CHECK(owner.token->secret_in_body);
    CHECK(owner.token->scope_prefix == "source:");
    CHECK(owner.oauth1->method == "HMAC-SHA1");
    CHECK(owner.page_size == 500);

    const settings::release_profile& small = *all.find_release("small");
    CHECK(small.pupil.contains("person.preferred-name"));
    CHECK(small.other.contains("person.email"));
    CHECK_FALSE(small.pupil.contains("person.email"));
    CHECK_FALSE(small.pupil.contains("person.role"));
    CHECK(small.other.contains("person.role"));
    CHECK_FALSE(small.fields.contains("roster.school-name"));
    CHECK(small.identifiers == std::vector<std::string>{"eckid", "las.key"});
}

TEST_CASE("a school is named by what holds on the day") {
    test::configuration_folder at;
    at.write("schakel.toml", full_text());
    at.write("toets.pem", "a public key");
    const settings::loaded read = at.load();
    const settings::school& school = read.settings.schools.at(0);
    const auto named_on = [&](std::string_view day) {
        return model::find(school.identifiers_at(*parse_rfc3339(day)), "brin.vestiging") != nullptr;
    };
    CHECK_FALSE(named_on("2020-07-31T21:59:59Z"));
    CHECK(named_on("2020-07-31T22:00:00Z")); // midnight in Amsterdam
    CHECK(named_on("2027-07-31T21:59:59Z"));
    CHECK_FALSE(named_on("2027-07-31T22:00:00Z"));
}
