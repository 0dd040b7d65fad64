// Choosing material (deep linking), links to what was chosen, services after a launch, registrations, logout.
#include "gateway/adapter/launch_quirks.hpp"
#include "tests/pipeline/launch_world.hpp"

using namespace schakel;
using test::browser;
using test::fields;
using test::launch_route_of;
using test::launch_settings;
using test::launch_world;

namespace {

const fields teacher{{"from", "elo"}, {"user", "t-1"}, {"role", "instructor"}, {"class", "h2a"}, {"choose", "1"}};
const std::string pupil_name = "u-17";
const fields pupil{{"from", "elo"}, {"user", pupil_name}, {"role", "learner"}, {"class", "h2a"}, {"resource", "r1"}};

fields with(fields base, std::initializer_list<std::pair<std::string, std::string>> more) {
    for (const auto& one : more) base.push_back(one);
    return base;
}

constexpr std::string_view grades = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
constexpr std::string_view names = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

// What the source is given after the teacher chose one chapter.
std::string chosen_link(launch_world& at) {
    browser somebody;
    const std::string hint = launch_world::word(at.post("/toy/arrive", teacher, &somebody), "go");
    const std::string back = launch_world::word(at.get("/toy/authorize?hint=" + hint, &somebody), "choose");
    const reply given = at.post("/toy/back?back=" + back, {{"url", "https://materiaal.example/h3"}}, &somebody);
    CHECK(launch_world::word(given, "to") == "https://elo.example/back");
    CHECK(launch_world::word(given, "bytes") == "answer-bytes");
    return launch_world::word(given, "give");
}

settings::settings with_other_publisher() {
    auto all = launch_settings();
    settings::system other = all.systems.back();
    other.id = "andere";
    other.name = "Andere uitgever";
    other.launch_to->client_id = "andere-1";
    all.systems.push_back(other);
    settings::launch_route second = launch_route_of(all);
    second.name = "elo naar andere";
    second.to = "andere";
    all.launches.push_back(second);
    return all;
}

std::string step_of(const reply& of) {
    constexpr std::string_view field = "name=\"step\" value=\"";
    const std::size_t at = of.body.find(field);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + field.size();
    return of.body.substr(begin, of.body.find('"', begin) - begin);
}

} // namespace

TEST_CASE("what a teacher chose becomes a link to us, and leads pupils to the publisher's own address and parameters") {
    launch_world at;
    const std::string link = chosen_link(at);
    REQUIRE(link.starts_with("https://gateway.example/toy/open?item="));
    at.start_anew();
    const reply got = at.launch(with(pupil, {{"target", link}}));
    CHECK(launch_world::word(got, "open") == "https://materiaal.example/h3");
    CHECK(launch_world::word(got, "custom.chapter") == "3");

    auto all = launch_settings();
    all.systems.front().launch_from->default_school = "beek";
    at.apply(all);
    CHECK(at.launch(with(pupil, {{"target", link}})).status == 404); // another school's
}

TEST_CASE("nothing chosen is given back as nothing") {
    launch_world at;
    browser somebody;
    const std::string hint = launch_world::word(at.post("/toy/arrive", teacher, &somebody), "go");
    const std::string back = launch_world::word(at.get("/toy/authorize?hint=" + hint, &somebody), "choose");
    const reply given = at.post("/toy/back?back=" + back, {}, &somebody);
    CHECK(given.status == 200);
    CHECK(launch_world::words(given, "give").empty());
}

TEST_CASE("a teacher of several publishers chooses one first; another browser cannot choose for them") {
    launch_world at(with_other_publisher());
    browser somebody, stranger;
    const reply page = at.post("/toy/arrive", teacher, &somebody);
    CHECK(page.body.find("Andere uitgever") != std::string::npos);
    const reply chosen =
        at.post("/launch/choice", {{"step", step_of(page)}, {"do", "choose"}, {"item", "elo naar andere"}}, &somebody);
    CHECK_FALSE(launch_world::word(chosen, "go").empty());
    CHECK(at.attempts().back().target == "andere");

    // What is remembered for a choice opens nothing else.
    const reply unused = at.post("/toy/arrive", teacher);
    CHECK(at.get("/toy/authorize?hint=" + step_of(unused)).status == 403);

    const reply again = at.post("/toy/arrive", teacher, &somebody);
    REQUIRE(somebody.cookies.size() == 1);
    stranger.cookies[somebody.cookies.begin()->first] = "x";
    CHECK(at.post("/launch/choice", {{"step", step_of(again)}, {"item", "elo naar andere"}}, &stranger).status == 403);
    const reply none = at.post("/toy/arrive", teacher, &somebody);
    const reply given = at.post("/launch/choice", {{"step", step_of(none)}, {"do", "cancel"}}, &somebody);
    CHECK(launch_world::word(given, "to") == "https://elo.example/back");
}

TEST_CASE("of a publisher that knows no questions for content, a teacher chooses a product of its routes") {
    auto all = launch_settings();
    all.systems.back().launch_to->quirks = {std::string(launch_quirk::no_choice)};
    launch_route_of(all).products = {"9780000000001", "9780000000002"};
    launch_world at(all);
    browser somebody;
    const auto choose = [&](std::string_view product) {
        const reply page = at.post("/toy/arrive", teacher, &somebody);
        CHECK(page.body.find("9780000000001") != std::string::npos);
        return at.post(
            "/launch/choice",
            {{"step", step_of(page)}, {"do", "choose"}, {"item", "elo naar uitgever\n" + std::string(product)}},
            &somebody
        );
    };
    const reply given = choose("9780000000002");
    const std::string link = launch_world::word(given, "give");
    REQUIRE(link.starts_with("https://gateway.example/toy/open?item="));
    CHECK(at.attempts().back().outcome == "opened");
    const reply got = at.launch(with(pupil, {{"target", link}}));
    CHECK(launch_world::word(got, "product") == "9780000000002");
    CHECK(choose("9780000000009").status == 403);
    CHECK(at.last_outcome() == "launch.no-choice");
}

TEST_CASE("products are chosen and looked for by the titles that a catalogue tells") {
    auto all = launch_settings();
    all.systems.back().launch_to->quirks = {std::string(launch_quirk::no_choice)};
    launch_route_of(all).products = {"9780000000001", "9780000000002"};
    launch_world at(all);
    at.entitlements.told.emplace("9780000000002", entitlement::told_product{"Rekenen in stappen", {}});
    browser somebody;
    reply page = at.post("/toy/arrive", teacher, &somebody);
    CHECK(page.body.find("Rekenen in stappen") != std::string::npos);
    CHECK(page.body.find("9780000000001") != std::string::npos); // of which no catalogue tells
    page = at.post("/launch/choice", {{"step", step_of(page)}, {"do", "search"}, {"search", "stappen"}}, &somebody);
    CHECK(page.body.find("Rekenen in stappen") != std::string::npos);
    CHECK(page.body.find("9780000000001") == std::string::npos);

    at.entitlements.told["9780000000002"].address = "https://materiaal.example/rekenen";
    const reply given = at.post(
        "/launch/choice", {{"step", step_of(page)}, {"do", "choose"}, {"item", "elo naar uitgever\n9780000000002"}},
        &somebody
    );
    const reply got = at.launch(with(pupil, {{"target", launch_world::word(given, "give")}}));
    CHECK(launch_world::word(got, "open") == "https://materiaal.example/rekenen");
}

TEST_CASE("a link that names only a product leads to where the catalogue says it opens, within the publisher's site") {
    launch_world at;
    const auto opens = [&](std::string address) {
        at.entitlements.told["9780000000002"] = {"Rekenen in stappen", std::move(address)};
        return launch_world::word(at.launch(with(pupil, {{"product", "9780000000002"}})), "open");
    };
    const std::string usual = opens("");
    CHECK(opens("https://materiaal.example/rekenen/start") == "https://materiaal.example/rekenen/start");
    CHECK(opens("https://materiaal.example.kwaad.example/start") == usual);
    CHECK(opens("https://materiaal.example@kwaad.example/start") == usual);
    CHECK(opens("https://elders.example/start") == usual);

    auto all = launch_settings();
    all.systems.back().launch_to->launch_prefixes = {"https://materiaal.example/boeken"};
    at.apply(all);
    CHECK(opens("https://materiaal.example/boeken/rekenen") == "https://materiaal.example/boeken/rekenen");
    CHECK(opens("https://materiaal.example/boekenkast") == usual);
    CHECK(opens("https://materiaal.example/boeken/../beheer") == usual);
}

TEST_CASE("looking for something, and adding before anything is chosen, show the choice again and end nothing") {
    launch_world at(with_other_publisher());
    browser somebody;
    reply page = at.post("/toy/arrive", teacher, &somebody);
    const auto press = [&](fields more) {
        more.emplace_back("step", step_of(page));
        page = at.post("/launch/choice", more, &somebody);
        CHECK(page.status == 200);
    };
    const auto shows = [&](std::string_view text) { return page.body.find(text) != std::string::npos; };
    press({{"do", "search"}, {"search", "ANDERE"}});
    CHECK(shows("Andere uitgever"));
    CHECK(shows("1 onderdeel gevonden"));
    press({{"do", "search"}, {"search", "niets"}});
    CHECK(shows("Niets gevonden"));
    press({{"do", "search"}, {"search", ""}});
    CHECK(shows("Andere uitgever"));
    press({{"do", "choose"}});
    CHECK(shows("Kies eerst een onderdeel"));
    const fields choice{{"do", "choose"}, {"item", "elo naar andere"}, {"step", step_of(page)}};
    CHECK_FALSE(launch_world::word(at.post("/launch/choice", choice, &somebody), "go").empty());
}

TEST_CASE("a long list of publishers comes in pages") {
    auto all = with_other_publisher();
    for (int i = 0; i < 30; ++i) {
        all.launches.push_back(all.launches.back());
        all.launches.back().name = "route " + std::to_string(i);
    }
    launch_world at(all);
    browser somebody;
    const reply first = at.post("/toy/arrive", teacher, &somebody);
    CHECK(first.body.find("Bladzijde 1 van 2") != std::string::npos);
    const reply second = at.post("/launch/choice", {{"step", step_of(first)}, {"page", "2"}}, &somebody);
    CHECK(second.body.find("Bladzijde 2 van 2") != std::string::npos);
    CHECK(second.body.find("route 29") != std::string::npos);
    const reply beyond = at.post("/launch/choice", {{"step", step_of(second)}, {"page", "99"}}, &somebody);
    CHECK(beyond.body.find("Bladzijde 2 van 2") != std::string::npos);
}

TEST_CASE("a link of ours signs the person in first") {
    auto all = launch_settings();
    launch_world at(all);
    const std::string state = launch_world::word(at.get("/launch/start?from=elo&product=9780000000001"), "sign-in");
    const reply got = at.launch(with(pupil, {{"state", state}}));
    CHECK(launch_world::word(got, "product") == "9780000000001");
    CHECK(at.get("/launch/start?from=nobody").status == 403);
}

TEST_CASE("a class and its members are served to the target that was launched, as far as the route releases them") {
    auto all = launch_settings();
    all.systems.back().launch_to->scopes = {std::string(grades), std::string(names)};
    launch_route_of(all).release = {"members"};
    launch_route_of(all).agreement = "verwerkersovereenkomst 14";
    all.systems.front().launch_from->identifiers = {{"lti.user", "las.key"}};
    launch_world at(all);
    std::vector<model::roster::record> records;
    model::roster::group group;
    group.id = "h2a";
    group.name = "H2A";
    records.emplace_back(group);
    for (const char* key : {"u-17", "u-18", "u-19"}) {
        model::roster::person one;
        one.id = key;
        one.ids = {{"las.key", key, {}}};
        one.preferred_name = "Noor";
        one.family_name = "Jansen";
        records.emplace_back(one);
        model::roster::membership in;
        in.id = std::string("m-") + key;
        in.person = key;
        in.group = "h2a";
        in.modified = one.modified = instant(10s);
        if (in.person == "u-18") one.modified = instant(30s);
        records.back() = one;
        records.emplace_back(in);
    }
    at.has_roster(records);
    const reply got = at.launch(pupil);
    const std::string handle = launch_world::word(got, "handle");
    REQUIRE_FALSE(handle.empty());
    const reply page = at.get("/toy/members?class=" + handle);
    CHECK(launch_world::words(page, "member").size() == 2);
    const reply rest = at.get("/toy/members?class=" + handle + "&after=" + launch_world::word(page, "next"));
    CHECK(launch_world::words(rest, "member").size() == 1);
    // The same name as in the launch, and no other.
    CHECK(launch_world::word(got, "person") == "account " + launch_world::word(page, "member").substr(0, 22));
    CHECK(launch_world::word(page, "member").size() == 23);

    auto& gone = std::get<model::roster::membership>(records.back());
    gone.ended = true;
    gone.modified = instant(20s);
    at.has_roster(records);
    const reply later = at.get("/toy/members?class=" + handle + "&since=15000000");
    CHECK(launch_world::words(later, "member").size() == 1); // u-18 is described in another way
    CHECK(launch_world::words(later, "left").size() == 1);
    CHECK(launch_world::words(at.get("/toy/members?class=" + handle + "&since=20000000"), "left").empty());

    // A teacher comes to the same class by a route that releases no members: the tool keeps what it had.
    settings::launch_route teachers = launch_route_of(all);
    teachers.name = "leraren";
    teachers.release.clear();
    teachers.priority = 10;
    teachers.roles = {"instructor"};
    all.launches.push_back(teachers);
    at.apply(all);
    const fields someone_else{
        {"from", "elo"}, {"user", "t-1"}, {"role", "instructor"}, {"class", "h2a"}, {"resource", "r1"}};
    CHECK(launch_world::word(at.launch(someone_else), "handle") == handle);
    CHECK(at.get("/toy/members?class=" + handle).status == 200);

    launch_route_of(all).release.clear();
    at.apply(all);
    CHECK(at.get("/toy/members?class=" + handle).status == 403);
}

TEST_CASE("a score of the target is a message of the school, about the pupil whom the school knows") {
    auto all = launch_settings();
    all.systems.back().launch_to->scopes = {std::string(grades)};
    all.systems.front().launch_from->identifiers = {{"lti.user", "las.key"}};
    launch_world at(all);
    const reply got = at.launch(pupil);
    const std::string handle = launch_world::word(got, "handle");
    const std::string person = launch_world::word(got, "person").substr(8);
    const std::string by = "launch uitgever " + handle;
    CHECK(at.send_score(person + " item 8 1000", by).status == 200);
    REQUIRE(at.messages.messages().size() == 1);
    CHECK(at.messages.messages().front().school == "akker");
    CHECK(at.messages.messages().front().sender == "uitgever");
    // The name that we made leads back to the school's own key.
    bool found = false;
    for (const auto& [key, value] : at.names) found = found || value.find("u-17") != std::string::npos;
    CHECK(found);
    CHECK(at.send_score(person + " item 9 1000", by).status == 400); // not later, and something else
    CHECK(at.send_score(person + " item 9 2000", by).status == 200);
    CHECK(at.send_score(person + " item 9 3000", "launch elders " + handle).status == 400);
    CHECK(at.send_score(person + " item 9 3000", "launch uitgever guessed").status == 400);
}

TEST_CASE("a party that registers by itself is used when an administrator lets it in, and an invitation counts once") {
    auto all = launch_settings();
    all.systems.back().launch_to->registers = true;
    all.systems.back().launch_to->client_id.clear();
    launch_world at(all);
    launch::launch_store store(at.rows, at.time, std::string(32, 's'));
    (void)at.launch(pupil);
    CHECK(at.last_outcome() == "launch.party-waits");
    REQUIRE(store.states.keep("invited", "uitgever", at.time.now() + 600s, true));
    CHECK(at.post("/toy/register?token=invited", {}).status == 201);
    CHECK(at.post("/toy/register?token=invited", {}).status == 401);
    const auto waiting = store.registrations.list(launch::standing::waiting);
    REQUIRE(waiting.size() == 1);
    CHECK(waiting.front().party.system == "uitgever");
    CHECK(waiting.front().party.client_id == "told-by-itself");
    at.time.advance(2s);
    (void)at.launch(pupil);
    CHECK(at.last_outcome() == "launch.party-waits");
    REQUIRE(store.registrations.decide("uitgever", launch::standing::accepted, "operator"));
    at.time.advance(2s);
    CHECK_FALSE(launch_world::word(at.launch(pupil), "person").empty());
}

TEST_CASE("what a source told of itself counts when it is let in, its deployments when they are paired") {
    auto all = launch_settings();
    settings::launch_source& lms = *all.systems.front().launch_from;
    lms.registers = true;
    lms.client_id.clear();
    lms.parameters = {{"custom.taal", "van de instellingen"}};
    launch_world at(all);
    launch::launch_store store(at.rows, at.time, std::string(32, 's'));
    pipeline::launch_directory directory(store.registrations, at.time);
    const auto known = [&] { return directory.now(at.in_force())->of(test::toy_launch); };
    CHECK(known().find(launch_side::source, "elo")->unregistered);
    CHECK(known().find_by_name(launch_side::source, lms.issuer, {}).empty());

    launch::kept_registration told;
    told.system = "elo";
    told.status = launch::standing::accepted;
    told.party.side = launch_side::source;
    told.party.standard = test::toy_launch;
    told.party.issuer = "https://elo.example";
    told.party.client_id = "c-7";
    told.party.deployments = {"d-1"};
    told.party.parameters = {{"custom.taal", "van haarzelf"}, {"custom.soort", "proef"}};
    REQUIRE(store.registrations.add(told));
    REQUIRE(store.registrations.see({"https://elo.example", "c-7", "d-1", "elo", {}, {}, {}, {}}));
    at.time.advance(2s);
    const auto parties = known();
    const launch_party* party = parties.find(launch_side::source, "elo");
    CHECK_FALSE(party->unregistered);
    CHECK(party->client_id == "c-7");
    CHECK(party->deployments.empty());
    CHECK(party->parameters.at("custom.taal") == "van de instellingen");
    CHECK(party->parameters.at("custom.soort") == "proef");
    REQUIRE(store.registrations.pair("https://elo.example", "c-7", "d-1", "akker", "operator"));
    at.time.advance(2s);
    CHECK(known().find(launch_side::source, "elo")->deployments == std::vector<std::string>{"d-1"});
    CHECK(directory.now(at.in_force())->school_of("elo", "d-1") == "akker");
}

TEST_CASE("a logout of the source is answered in its own protocol") {
    launch_world at;
    CHECK(at.get("/toy/logout?from=elo").body == "logged out");
    CHECK(at.last_outcome() == "signed-out");
}

TEST_CASE("a person ends the session that their browser began at the source, once, and no other browser does") {
    launch_world at;
    browser mine, other;
    (void)at.post("/toy/arrive", with(pupil, {{"session", "s-7"}}), &mine);
    CHECK(at.get("/launch/sign-out?from=elo", &other).body.find("Je bent afgemeld") != std::string::npos);
    CHECK(at.get("/launch/sign-out?from=uitgever", &mine).status == 403);
    at.time.advance(1s);
    CHECK(
        launch_world::words(at.get("/launch/sign-out?from=elo", &mine), "end") ==
        std::vector<std::string>{pupil_name + " s-7"}
    );
    CHECK(at.last_outcome() == "signed-out");
    CHECK(at.get("/launch/sign-out?from=elo", &mine).body.find("Je bent afgemeld") != std::string::npos);
}

TEST_CASE("a session that the source ended is not ended again; another person's stays") {
    launch_world at;
    browser mine;
    (void)at.post("/toy/arrive", with(pupil, {{"session", "s-7"}}), &mine);
    (void)at.get("/toy/logout?from=elo&name=somebody-else", &mine);
    CHECK(mine.cookies.size() == 1);
    (void)at.get("/toy/logout?from=elo&name=" + pupil_name, &mine);
    CHECK(mine.cookies.empty());
}

TEST_CASE("a session that is over, or of a launch that was refused, is not kept") {
    launch_world at;
    browser mine;
    (void)at.post("/toy/arrive", with(pupil, {{"session", "s-7"}, {"brin", "00AA"}}), &mine);
    CHECK(mine.cookies.empty());
    (void)at.post("/toy/arrive", with(pupil, {{"session", "s-7"}}), &mine);
    at.time.advance(9h);
    CHECK(at.get("/launch/sign-out?from=elo", &mine).body.find("Je bent afgemeld") != std::string::npos);
}
