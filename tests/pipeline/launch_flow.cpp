// A browser passes through: from the source's launch to the target's, with what the target gets to know.
#include "gateway/outbox/launch_handover.hpp"
#include "tests/pipeline/launch_world.hpp"

using namespace schakel;
using test::browser;
using test::fields;
using test::launch_route_of;
using test::launch_settings;
using test::launch_world;

namespace {

const fields pupil{{"from", "elo"},        {"user", "u-17"},   {"role", "learner"}, {"class", "h2a"},
                   {"class_title", "H2A"}, {"resource", "r1"}, {"given", "Noor"},   {"product", "9780000000001"}};

fields with(fields base, std::initializer_list<std::pair<std::string, std::string>> more) {
    for (const auto& one : more) {
        std::erase_if(base, [&](const auto& each) { return each.first == one.first; });
        base.push_back(one);
    }
    return base;
}

model::roster::person person_with(std::string id, model::identifiers ids) {
    model::roster::person out;
    out.id = std::move(id);
    out.ids = std::move(ids);
    out.preferred_name = "Noor";
    out.family_name = "Jansen";
    return out;
}

} // namespace

TEST_CASE("who opens material arrives there under another name, and with nothing that the route does not release") {
    launch_world at;
    const reply got = at.launch(pupil);
    CHECK(got.status == 200);
    const auto names = launch_world::words(got, "person");
    REQUIRE(names.size() == 1);
    CHECK(names.front().starts_with("account "));
    CHECK(names.front().find("u-17") == std::string::npos);
    CHECK(launch_world::word(got, "role") == "learner");
    CHECK(launch_world::word(got, "given").empty());
    CHECK(launch_world::word(got, "class_title").empty());
    CHECK(launch_world::word(got, "class") != "h2a");
    CHECK(launch_world::word(got, "class").size() == 22);
    CHECK(launch_world::word(got, "resource") != "r1");
    CHECK(launch_world::word(got, "product") == "9780000000001");
    CHECK(at.last_outcome() == "opened");
    CHECK(at.counts.sent == 1);
}

TEST_CASE("the same person has the same name at one target each time, and another one at another target") {
    auto all = launch_settings();
    settings::system other = all.systems.back();
    other.id = "andere";
    other.launch_to->client_id = "andere-1";
    other.launch_to->pseudonym_key = "nog een sleutel die niemand raadt";
    all.systems.push_back(other);
    launch_route_of(all).products = {"9780000000001"};
    settings::launch_route second = launch_route_of(all);
    second.name = "elo naar andere";
    second.products = {"9780000000002"};
    second.to = "andere";
    all.launches.push_back(second);
    launch_world at(all);
    const std::string first = launch_world::word(at.launch(pupil), "person");
    at.start_anew();
    CHECK(launch_world::word(at.launch(pupil), "person") == first);
    const reply there = at.launch(with(pupil, {{"product", "9780000000002"}}));
    CHECK(launch_world::word(there, "person") != first);
    CHECK(launch_world::word(there, "class") != launch_world::word(at.launch(pupil), "class"));
    CHECK(launch_world::word(at.launch(with(pupil, {{"user", "u-18"}})), "person") != first);
}

TEST_CASE("names travel only where the route releases them") {
    auto all = launch_settings();
    launch_route_of(all).release = {"given_name", "context_title", "resource_ids"};
    launch_route_of(all).custom = {"chapter"};
    launch_route_of(all).agreement = "verwerkersovereenkomst 14";
    launch_world at(all);
    const reply got = at.launch(with(pupil, {{"custom.chapter", "3"}, {"custom.klas", "H2A"}}));
    CHECK(launch_world::word(got, "given") == "Noor");
    CHECK(launch_world::word(got, "class_title") == "H2A");
    CHECK(launch_world::word(got, "resource") == "r1");
    CHECK(launch_world::word(got, "custom.chapter") == "3");
    CHECK(launch_world::word(got, "custom.klas").empty());
    REQUIRE(outbox::collect(at.rows, at.messages, 10));
    const auto audit = at.messages.audit();
    REQUIRE(audit.size() == 1);
    CHECK(audit.front().action == "launch.sent");
    CHECK(audit.front().detail.find("released=given_name context_title") != std::string::npos);
    CHECK(audit.front().detail.find("Noor") == std::string::npos);
}

TEST_CASE("the address to which the source wants people back is not told: ours leads there") {
    launch_world at;
    const reply got = at.launch(with(pupil, {{"return", "https://elo.example/terug?sesskey=geheim"}}));
    const std::string back = launch_world::word(got, "return");
    REQUIRE(back.starts_with("https://gateway.example/launch/return?to="));
    const reply led = at.get(back.substr(std::string_view("https://gateway.example").size()));
    CHECK(led.status == 303);
    CHECK(led.headers.find("location") == "https://elo.example/terug?sesskey=geheim");
    const reply told = at.get(back.substr(std::string_view("https://gateway.example").size()) + "&lti_msg=klaar&x=y");
    CHECK(told.headers.find("location") == "https://elo.example/terug?sesskey=geheim&lti_msg=klaar");
    CHECK(at.get("/launch/return?to=nothing").status == 403);
    const reply script = at.launch(with(pupil, {{"return", "javascript:alert(1)"}}));
    CHECK(launch_world::word(script, "return").empty());
}

TEST_CASE("another gateway on the same store goes on where the browser is") {
    launch_world at;
    browser somebody;
    const std::string state = launch_world::word(at.get("/toy/login?from=elo", &somebody), "login");
    at.start_anew(); // killed, or another node
    const std::string key =
        launch_world::word(at.post("/toy/arrive", with(pupil, {{"state", state}}), &somebody), "go");
    at.start_anew();
    const reply got = at.get("/toy/authorize?hint=" + key, &somebody);
    CHECK(launch_world::word(got, "role") == "learner");
    REQUIRE(at.attempts().size() == 1); // one trace from the first hop to the last
    CHECK(at.attempts().front().reached == launch::hop::opened);
}

TEST_CASE("what was remembered counts once, for some time, and for one browser") {
    launch_world at;
    browser somebody, other;
    const std::string key = launch_world::word(at.post("/toy/arrive", pupil, &somebody), "go");
    CHECK(at.get("/toy/authorize?hint=" + key, &somebody).status == 200);
    CHECK(at.get("/toy/authorize?hint=" + key, &somebody).status == 403);
    CHECK(at.last_outcome() == "launch.step-unknown");

    const std::string late = launch_world::word(at.post("/toy/arrive", pupil), "go");
    at.time.advance(61s);
    CHECK(at.get("/toy/authorize?hint=" + late).status == 403);
    CHECK(at.get("/toy/authorize?hint=guessed").status == 403);

    const std::string state = launch_world::word(at.get("/toy/login?from=elo", &somebody), "login");
    REQUIRE(somebody.cookies.size() == 1);
    other.cookies[somebody.cookies.begin()->first] = "of-somebody-else";
    CHECK(at.post("/toy/arrive", with(pupil, {{"state", state}}), &other).status == 403);
    CHECK(at.last_outcome() == "toy.other-browser");
}

TEST_CASE("a cookie is kept where we are embedded, and forgotten when it has served") {
    launch_world at;
    browser somebody;
    const reply said = at.get("/toy/login?from=elo", &somebody);
    const std::string cookie(said.headers.find("set-cookie"));
    CHECK(cookie.starts_with("__Host-schakel-"));
    for (const char* wanted : {"; Secure", "; HttpOnly", "; SameSite=None", "; Partitioned", "; Path=/"})
        CHECK_MESSAGE(cookie.find(wanted) != std::string::npos, wanted);
    CHECK(said.headers.find("cache-control") == "no-store");
    at.post("/toy/arrive", with(pupil, {{"state", launch_world::word(said, "login")}}), &somebody);
    CHECK(somebody.cookies.empty());
}

TEST_CASE("a nonce counts once, also when the gateway was started anew") {
    launch_world at;
    CHECK(at.launch(with(pupil, {{"nonce", "n1"}})).status == 200);
    at.start_anew();
    CHECK(at.launch(with(pupil, {{"nonce", "n1"}})).status == 403);
    CHECK(at.last_outcome() == "launch.replayed");
    CHECK(at.launch(with(pupil, {{"nonce", "n2"}})).status == 200);
}

TEST_CASE("keys of a peer are asked for once, and a peer that is silent is told as such") {
    launch_world at;
    const crypto::key key = crypto::key::generate(crypto::key_kind::ec_p256);
    at.peers["https://elo.example/keys"] = {
        received_answer::transport::answered, {}, 200, {}, crypto::to_jwks(std::span(&key, 1))};
    CHECK(at.launch(with(pupil, {{"keys", "https://elo.example/keys"}})).status == 200);
    CHECK(at.launch(with(pupil, {{"keys", "https://elo.example/keys"}})).status == 200);
    CHECK(at.asked == std::vector<std::string>{"https://elo.example/keys"});
    const reply said = at.launch(with(pupil, {{"keys", "https://elsewhere.example/keys"}}));
    CHECK(said.status == 502);
    CHECK(at.last_outcome() == "toy.no-keys");
}

TEST_CASE("a person is found by what the source and the school call them, and keeps one name at the target") {
    auto all = launch_settings();
    all.systems.front().launch_from->identifiers = {{"custom.nummer", "las.key"}};
    launch_route_of(all).who = settings::launch_route::person::known;
    launch_route_of(all).identifiers = {"eckid"};
    launch_world at(all);
    at.has_roster({person_with("p1", {{"las.key", "1001", {}}, {"eckid", "https://ketenid.nl/pilot/a", {}}})});
    const reply got = at.launch(with(pupil, {{"custom.nummer", "1001"}}));
    const auto names = launch_world::words(got, "person");
    REQUIRE(names.size() == 2);
    CHECK(names[1] == "eckid https://ketenid.nl/pilot/a");
    // The next launch tells less, and the person is the same.
    const reply again = at.launch(with(pupil, {{"user", "other-account"}, {"custom.nummer", "1001"}}));
    CHECK(launch_world::word(again, "person") == names[0]);
}

TEST_CASE("a teacher with a pupil's number is another person") {
    auto all = launch_settings();
    all.systems.front().launch_from->identifiers = {{"custom.nummer", "las.key"}};
    launch_world at(all);
    const auto as = [&](const char* role) {
        return launch_world::word(
            at.launch(with(pupil, {{"user", std::string("u-") + role}, {"role", role}, {"custom.nummer", "1001"}})),
            "person"
        );
    };
    CHECK(as("learner") != as("instructor"));
}
