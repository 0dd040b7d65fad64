// Every way in which a launch goes no further: what the person reads, what the administrator is told, what is kept.
#include "tests/pipeline/launch_world.hpp"

using namespace schakel;
using test::fields;
using test::launch_route_of;
using test::launch_settings;
using test::launch_world;

namespace {

const fields pupil{{"from", "elo"}, {"user", "u-17"}, {"role", "learner"}, {"product", "9780000000001"}};

fields with(fields base, std::initializer_list<std::pair<std::string, std::string>> more) {
    for (const auto& one : more) {
        std::erase_if(base, [&](const auto& each) { return each.first == one.first; });
        base.push_back(one);
    }
    return base;
}

bool holds(const reply& said, std::string_view text) {
    return said.body.find(text) != std::string::npos;
}

// The launch is refused with this code, on a page that shows it, and kept with the hop that was reached.
void check_refused(launch_world& at, const fields& form, std::string_view code, launch::hop reached) {
    const reply said = at.launch(form);
    CHECK(said.status >= 400);
    CHECK_MESSAGE(holds(said, code), code);
    const auto all = at.attempts();
    REQUIRE(!all.empty());
    CHECK(all.back().outcome == code);
    CHECK(all.back().reached == reached);
    CHECK_FALSE(all.back().reason.empty());
    CHECK(holds(said, all.back().trace)); // by which school IT finds it
    CHECK_FALSE(holds(said, "u-17"));
}

settings::settings with_entitlement() {
    auto all = launch_settings();
    launch_route_of(all).entitled = settings::launch_route::entitlement::required;
    return all;
}

} // namespace

TEST_CASE("a school that is not ours, or not of this source") {
    launch_world at;
    check_refused(at, with(pupil, {{"brin", "11AA"}}), "launch.school-unknown", launch::hop::verified);
    auto all = launch_settings();
    all.systems.front().launch_from->schools = {"beek"};
    all.systems.front().launch_from->default_school.clear();
    at.apply(all);
    check_refused(at, with(pupil, {{"brin", "99XX"}}), "launch.school-unknown", launch::hop::verified);
    CHECK(at.launch(with(pupil, {{"brin", "99YY"}})).status == 200);
}

TEST_CASE("a deployment says which school it is") {
    auto all = launch_settings();
    all.systems.front().launch_from->deployments = {{"1", "beek"}};
    launch_world at(all);
    CHECK(at.launch(with(pupil, {{"deployment", "1"}})).status == 200);
    CHECK(at.attempts().back().school == "beek");
}

TEST_CASE("no route: the administrator is told which condition of which route does not hold") {
    auto all = launch_settings();
    launch_route_of(all).roles = {"instructor"};
    launch_world at(all);
    check_refused(at, pupil, "launch.no-route", launch::hop::person);
    CHECK(at.attempts().back().reason == "no [[launch]] holds; \"elo naar uitgever\" fails on role");
    CHECK(at.counts.refusals().at("launch.no-route") == 1);
}

TEST_CASE("whoever is refused is found by what the source calls them, however early that was") {
    auto all = launch_settings();
    launch_route_of(all).roles = {"instructor"};
    launch_world at(all);
    at.launch(pupil);
    at.launch(with(pupil, {{"brin", "11AA"}}));
    outbox::attempt_filter which;
    which.person = launch::person_digest("u-17");
    const auto found = at.rows.attempts(which);
    REQUIRE(found.size() == 2);
    CHECK(launch::from_row(found.front()).outcome == "launch.school-unknown");
    CHECK(launch::from_row(found.back()).outcome == "launch.no-route");
    which.person = launch::person_digest("u-18");
    CHECK(at.rows.attempts(which).empty());
}

TEST_CASE("an entitlement is wanted, and what stands in its way is told") {
    launch_world at(with_entitlement());
    check_refused(at, with(pupil, {{"product", ""}}), "launch.product-unknown", launch::hop::routed);
    check_refused(at, pupil, "launch.entitlement-unknown", launch::hop::routed);
    at.entitlements.product = "9780000000001";
    at.entitlements.answer.what = entitlement::verdict::refused;
    at.entitlements.answer.why = entitlement::access_reason::expired;
    check_refused(at, pupil, "launch.not-entitled", launch::hop::routed);
    CHECK(at.attempts().back().reason == "expired");
    at.entitlements.answer.what = entitlement::verdict::allowed;
    CHECK(at.launch(pupil).status == 200);
    CHECK(at.entitlements.questions.back().school == "akker");
    CHECK_FALSE(at.entitlements.questions.back().employee);
}

TEST_CASE("who must be known and is not, and who could be two") {
    auto all = launch_settings();
    all.systems.front().launch_from->identifiers = {{"lti.user", "las.key"}, {"custom.eckid", "eckid"}};
    launch_route_of(all).who = settings::launch_route::person::known;
    launch_world at(all);
    check_refused(at, pupil, "launch.person-unknown", launch::hop::school);
    model::roster::person first, second;
    first.id = "p1";
    first.ids = {{"las.key", "u-17", {}}};
    first.family_name = "Jansen";
    second.id = "p2";
    second.ids = {{"las.key", "u-18", {}}, {"eckid", "https://ketenid.nl/pilot/b", {}}};
    second.family_name = "Jansen";
    at.has_roster({first, second});
    CHECK(at.launch(pupil).status == 200);
    check_refused(
        at, with(pupil, {{"custom.eckid", "https://ketenid.nl/pilot/b"}}), "launch.person-ambiguous",
        launch::hop::school
    );
}

TEST_CASE("a link to material that was not chosen for this school") {
    launch_world at;
    check_refused(
        at, with(pupil, {{"target", "https://gateway.example/toy/open?item=unknown"}}), "launch.item-unknown",
        launch::hop::school
    );
}

TEST_CASE("a store that cannot be written lets nobody through, and a nonce is not used up for nothing") {
    launch_world at;
    at.rows.refuse_writing(true);
    CHECK(at.launch(pupil).status == 503);
    CHECK(at.launch(with(pupil, {{"nonce", "n1"}})).status == 503);
    at.rows.refuse_writing(false);
    CHECK(at.launch(with(pupil, {{"nonce", "n1"}})).status == 200);
}

TEST_CASE("the page speaks the language of the launch, else of the browser") {
    auto all = launch_settings();
    all.launches.clear();
    launch_world at(all);
    CHECK(holds(at.launch(pupil), "lang=\"nl\""));
    CHECK(holds(at.launch(with(pupil, {{"locale", "en-GB"}})), "lang=\"en\""));
    CHECK(holds(at.launch(pupil), "Dit lesmateriaal is voor jou nog niet ingesteld."));
}

TEST_CASE("our pages may be embedded by the system that people come from, and by nobody else") {
    auto all = launch_settings();
    all.launches.clear();
    launch_world at(all);
    const reply known = at.launch(pupil);
    CHECK(
        known.headers.find("content-security-policy").find("frame-ancestors 'self' https://elo.example") !=
        std::string_view::npos
    );
    const reply unknown = at.launch(with(pupil, {{"from", "vreemd"}}));
    CHECK(unknown.headers.find("content-security-policy").find("elo.example") == std::string_view::npos);
    CHECK(at.last_outcome() == "toy.unknown-source");
    // Somebody went back to a page that was used; where they are is not known.
    const reply used = at.get("/toy/authorize?hint=used-before");
    CHECK(used.headers.find("content-security-policy").find("elo.example") != std::string_view::npos);
    CHECK(at.last_outcome() == "launch.step-unknown");
}
