// Launches of an LMS that come in, and launches that go out to a publisher.
#include "tests/adapters/lti_1_1/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

std::string without(forms::field_list& fields, std::string_view name) {
    std::erase_if(fields, [&](const auto& one) { return one.first == name; });
    return std::string(name);
}

model::launch released_launch() {
    model::launch what;
    what.person.ids = {{"lti.user", "pseudoniem-1", "uitgever"}};
    what.person.roles = {
        {model::launch_role::learner, model::role_scope::context,
         "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"}};
    what.person.locale = "nl-NL";
    what.context.id = "klas-pseudoniem";
    what.context.types = {"http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"};
    what.resource.id = "les-pseudoniem";
    what.resource.title = "Hoofdstuk 3 & meer";
    what.resource.description = "regel een\nregel twee";
    what.resource.custom = {{"Vak-Niveau", "4 havo"}, {"wie", "$User.id"}, {"mail", "$Person.email.primary"}};
    what.presentation.target = "iframe";
    what.presentation.width = 800;
    return what;
}

} // namespace

TEST_CASE("a launch arrives with all that it says") {
    const launch_world world;
    const launch_step step = world.post("/launch", signed_fields(some_launch(), {}));
    const arrived* got = as<arrived>(step);
    REQUIRE(got);
    CHECK(got->system == "elo");
    const model::launch& what = got->what;
    CHECK(what.kind == model::launch_kind::resource);
    CHECK(what.deployment == "elo-sleutel");
    REQUIRE(what.person.ids.size() == 1);
    CHECK(what.person.ids[0] == model::identifier{"lti.user", "leerling-7", "elo-sleutel"});
    REQUIRE(what.person.roles.size() == 2);
    CHECK(what.person.roles[0].what == model::launch_role::learner);
    CHECK(what.person.roles[1].where == model::role_scope::institution);
    CHECK(what.context.id == "klas-3b");
    CHECK(
        what.context.types == std::vector<std::string>{"http://purl.imsglobal.org/vocab/lis/v2/course#CourseSection"}
    );
    CHECK(what.resource.id == "les-12");
    CHECK(what.resource.target == "https://gw.example/lti/1.1/launch");
    CHECK(what.resource.custom == model::parameters{{"hoofdstuk", "3"}});
    CHECK(what.presentation.locale == "nl-NL");
    CHECK(what.presentation.return_url == "https://elo.example/terug?les=12");
    CHECK(value_of(what.school, "lti.platform") == "elo.example");
    CHECK(value_of(what.school, "lti.deployment") == "elo-sleutel");
    REQUIRE(what.services.outcomes);
    CHECK(what.services.outcomes->sourced_id == "{\"data\":{\"instanceid\":\"4\"}}");
    CHECK(value_of(what.extra, "lti-1.1", "ext_lms") == "voorbeeld-2");
    REQUIRE(step.once.size() == 1);
    CHECK(step.once[0].what.starts_with("nonce|elo-sleutel|"));
    CHECK(step.once[0].until > noon + std::chrono::seconds(300));
}

TEST_CASE("people of a system with a name of its own stay who they are when its keys change") {
    launch_world world;
    world.lms().issuer = "https://elo.example";
    signing first, second;
    second.key = "elo-tweede";
    second.secret = "anders";
    for (const signing& by : {first, second}) {
        const launch_step step = world.post("/launch", signed_fields(some_launch(), by));
        const arrived* got = as<arrived>(step);
        REQUIRE(got);
        CHECK(got->what.person.ids.at(0) == model::identifier{"lti.user", "leerling-7", "https://elo.example"});
        CHECK(got->what.deployment == by.key);
    }
}

TEST_CASE("an anonymous launch has no person") {
    const launch_world world;
    forms::field_list fields = some_launch();
    without(fields, "user_id");
    const launch_step step = world.post("/launch", signed_fields(fields, {}));
    REQUIRE(as<arrived>(step));
    CHECK(as<arrived>(step)->what.person.ids.empty());
}

TEST_CASE("what the address asks counts when it is signed") {
    const launch_world world;
    signing by;
    by.query = {{"item", "a b"}, {"x", "1"}};
    const launch_step step = world.post("/launch", signed_fields(some_launch(), by), by.query);
    REQUIRE(as<arrived>(step));
    CHECK(as<arrived>(step)->what.resource.target == "https://gw.example/lti/1.1/launch?item=a%20b&x=1");
    // Somebody who changes the address of a signed form is refused.
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by), {{"item", "c"}})) == "lti11.signature");
}

TEST_CASE("a sender that moves the query into the form is understood, and a query that is not signed is not believed") {
    const launch_world world;
    forms::field_list fields = some_launch();
    fields.emplace_back("item", "a");
    const launch_step step = world.post("/launch", signed_fields(fields, {}), {{"item", "a"}, {"product", "gekaapt"}});
    REQUIRE(as<arrived>(step));
    CHECK(as<arrived>(step)->what.resource.target == "https://gw.example/lti/1.1/launch?item=a");
}

TEST_CASE("a launch of another school's key, an unknown key, or of a publisher's key is refused") {
    const launch_world world;
    signing by;
    by.key = "onbekend";
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "lti11.key-unknown");
    by.key = "elo-tweede"; // with the secret of the first
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "lti11.signature");
    by.key = "schakel";
    by.secret = publisher_secret;
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "lti11.key-unknown");
}

TEST_CASE("an altered launch is refused, whatever was altered") {
    const launch_world world;
    const forms::field_list good = signed_fields(some_launch(), {});
    for (std::size_t i = 0; i < good.size(); ++i) {
        forms::field_list bad = good;
        bad[i].second += "x";
        const std::string code = code_of(world.post("/launch", bad));
        CHECK_MESSAGE(code.starts_with("lti11."), bad[i].first, ": ", code);
        bad = good;
        bad.erase(bad.begin() + static_cast<std::ptrdiff_t>(i));
        if (good[i].first == "oauth_version") continue; // optional, but signed
        CHECK_MESSAGE(code_of(world.post("/launch", bad)).starts_with("lti11."), good[i].first);
    }
    forms::field_list more = good;
    more.emplace_back("roles", "Instructor");
    CHECK(code_of(world.post("/launch", more)) == "lti11.signature");
}

TEST_CASE("a launch to a publisher is what its tool verifies") {
    launch_world world;
    world.publisher().parameters = {{"custom.wie", "vervangen"}, {"custom.taal", "$Message.locale"}, {"ander", "niet"}};
    model::launch what = released_launch();
    what.presentation.locale = "nl-BE";
    granted_services services;
    services.result_handle = "handvat-1";
    const launch_step step = lti().launch()->start(what, world.publisher(), services, world.with);
    const page_form* form = form_of(step);
    REQUIRE(form);
    CHECK(form->method == "POST");
    CHECK(form->action == "https://uitgever.example/lti/launch");
    const auto value = [&](std::string_view name) { return forms::value_of(form->fields, name); };
    CHECK(value("lti_message_type") == "basic-lti-launch-request");
    CHECK(value("user_id") == "pseudoniem-1");
    CHECK(value("roles") == "urn:lti:role:ims/lis/Learner");
    CHECK(value("context_type") == "urn:lti:context-type:ims/lis/CourseSection");
    CHECK(value("resource_link_description") == "regel een\r\nregel twee");
    CHECK(value("custom_vak_niveau") == "4 havo");
    CHECK(value("custom_wie") == "pseudoniem-1");
    CHECK(value("custom_taal") == "nl-BE");
    CHECK(value("custom_mail") == "$Person.email.primary"); // not released
    CHECK(value("launch_presentation_width") == "800");
    CHECK(value("lis_outcome_service_url") == "https://gw.example/lti/1.1/outcomes");
    CHECK(value("lis_result_sourcedid") == "handvat-1");
    CHECK(!forms::find(form->fields, "lis_person_name_full"));

    const std::string base = crypto::oauth1::signature_base("POST", form->action, form->fields);
    CHECK(value("oauth_signature") == crypto::oauth1::sign("HMAC-SHA1", publisher_secret, base));
    CHECK(value("oauth_callback") == "about:blank");
}

TEST_CASE("the signature of a launch covers the query of its address once") {
    launch_world world;
    model::launch what = released_launch();
    what.resource.target = "https://uitgever.example/boek/3?blad=12&x=%C3%A9";
    const launch_step step = lti().launch()->start(what, world.publisher(), {}, world.with);
    const page_form* form = form_of(step);
    REQUIRE(form);
    CHECK(form->action == what.resource.target);
    forms::field_list covered{{"blad", "12"}, {"x", "é"}};
    covered.insert(covered.end(), form->fields.begin(), form->fields.end());
    const std::string base = crypto::oauth1::signature_base("POST", "https://uitgever.example/boek/3", covered);
    CHECK(
        forms::value_of(form->fields, "oauth_signature") == crypto::oauth1::sign("HMAC-SHA1", publisher_secret, base)
    );
}

TEST_CASE("a launch goes to no address that is not the publisher's") {
    launch_world world;
    for (const std::string_view elsewhere :
         {"https://kwaad.example/", "https://uitgever.example/boekhouding", "https://uitgever.example/boek/../admin",
          "https://uitgever.example/boek/%2e%2e/admin", "https://gw.example/lti/1.1/launch",
          "https://uitgever.example/boek\\@kwaad.example"}) {
        model::launch what = released_launch();
        what.resource.target = elsewhere;
        const launch_step step = lti().launch()->start(what, world.publisher(), {}, world.with);
        REQUIRE(form_of(step));
        CHECK_MESSAGE(form_of(step)->action == "https://uitgever.example/lti/launch", elsewhere);
    }
}

TEST_CASE("a publisher that wants SHA-256 gets it, one without key or address gets nothing") {
    launch_world world;
    world.publisher().algorithms = {"HMAC-SHA256"};
    const launch_step step = lti().launch()->start(released_launch(), world.publisher(), {}, world.with);
    REQUIRE(form_of(step));
    CHECK(forms::value_of(form_of(step)->fields, "oauth_signature_method") == "HMAC-SHA256");
    world.publisher().keys.clear();
    CHECK(
        code_of(lti().launch()->start(released_launch(), world.publisher(), {}, world.with)) == "lti11.not-configured"
    );
}

TEST_CASE("what goes out as LTI 1.1 comes in as the same launch") {
    launch_world world;
    launch_party there = world.publisher();
    there.side = launch_side::source;
    there.system = "terug";
    world.parties.list.push_back(there);
    world.parties.list[1].launch_url = "https://gw.example/lti/1.1/launch";
    model::launch what = released_launch();
    what.person.name = "Zoë van 't Hof-Çelik";
    what.person.mentors_of = {"kind,een", "kind twee"};
    what.platform.guid = "gw.example";
    what.resource.custom.clear();
    const launch_step out = lti().launch()->start(what, world.publisher(), {}, world.with);
    REQUIRE(form_of(out));
    const launch_step in = world.post("/launch", form_of(out)->fields);
    REQUIRE_MESSAGE(as<arrived>(in), code_of(in));
    const model::launch& back = as<arrived>(in)->what;
    CHECK(back.person.name == what.person.name);
    CHECK(back.person.mentors_of == what.person.mentors_of);
    CHECK(back.person.roles == what.person.roles);
    CHECK(back.context == what.context);
    CHECK(back.platform == what.platform);
    CHECK(back.presentation.width == what.presentation.width);
}
