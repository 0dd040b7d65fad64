// What a tool asks for without a browser: tokens, line items, results, members.
#include "tests/unit/lti_1_3/publisher.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

struct served {
    reply answer;
    std::optional<json::document> document;

    json::value operator[](std::string_view name) const {
        return document ? document->root().member(name) : json::value{};
    }
};

struct service {
    launch_world world;
    std::string token;

    explicit service(
        const std::string& scopes = ags("lineitem") + " " + ags("score") + " " + ags("result.readonly") + " " +
                                    std::string(lti::scope::memberships)
    ) {
        world.known = {publisher()};
        launch_class of;
        of.handle = "class-1";
        of.target = "uitgever";
        of.school = "de-akker";
        of.context.id = "klas-1";
        of.context.title = "Groep 7";
        of.scopes = publisher().scopes;
        world.ledger.classes = {of};
        token = access_token(world, scopes);
    }

    served ask(std::string method, std::string path, std::string body = {}, form_fields query = {}) {
        exchange asked;
        asked.method = std::move(method);
        asked.path = std::move(path);
        asked.query = std::move(query);
        asked.headers = {{"Authorization", "Bearer " + token}};
        asked.body = std::move(body);
        served out{std::get<reply>(lti_adapter().serve(asked, world.with()).what), {}};
        findings none;
        out.document = json::document::parse(out.answer.body, {}, none);
        return out;
    }
    int status(std::string method, std::string path, std::string body = {}) {
        return ask(std::move(method), std::move(path), std::move(body)).answer.status;
    }
};

// The status and the error of a token request in which one field differs.
struct token_request {
    std::string grant = "client_credentials", jti = "j-1", sub = "client-1", aud = "https://gw.example/lti/1.3/token";
    std::string scope = ags("lineitem");
    std::optional<std::string> assertion = {};

    service_step ask(launch_world& world) const {
        exchange asked;
        asked.method = "POST";
        asked.path = "/token";
        asked.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
        const std::string made =
            signed_by_publisher(world, R"("sub":")" + sub + R"(","aud":")" + aud + R"(","jti":")" + jti + "\"");
        asked.body = forms::write(
            {{"grant_type", grant},
             {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
             {"client_assertion", assertion.value_or(made)},
             {"scope", scope}}
        );
        return lti_adapter().serve(asked, world.with());
    }
    std::pair<int, std::string> told() const {
        launch_world world;
        world.known = {publisher()};
        const service_step step = ask(world);
        const reply& answer = std::get<reply>(step.what);
        findings none;
        const auto body = json::document::parse(answer.body, {}, none);
        return {answer.status, std::string(body->root().member("error").text())};
    }
};

using told = std::pair<int, std::string>;

} // namespace

TEST_CASE("a signed assertion gives a token with the scopes that are granted, and counts once") {
    launch_world world;
    world.known = {publisher()};
    token_request request;
    request.scope = ags("lineitem") + " https://unknown.example/scope";
    const service_step step = request.ask(world);
    findings none;
    const auto body = json::document::parse(std::get<reply>(step.what).body, {}, none);
    CHECK(body->root().member("scope").text() == ags("lineitem"));
    CHECK(body->root().member("token_type").text() == "Bearer");
    CHECK(body->root().member("expires_in").integer() == 3600);
    REQUIRE(step.once.size() == 1);
    CHECK(step.once.front().what == "assertion|uitgever|j-1");
    CHECK(step.when_used->status == 401);
}

TEST_CASE("who may change line items is given a token to read them") {
    launch_world world;
    world.known = {publisher()};
    token_request request;
    request.scope = ags("lineitem.readonly");
    findings none;
    const auto body = json::document::parse(std::get<reply>(request.ask(world).what).body, {}, none);
    CHECK(body->root().member("scope").text() == ags("lineitem.readonly"));
}

TEST_CASE("each fault of a token request has the error of RFC 6749") {
    CHECK(token_request{.grant = "password"}.told() == told{400, "unsupported_grant_type"});
    CHECK(token_request{.sub = "client-2"}.told() == told{401, "invalid_client"});
    CHECK(token_request{.aud = "https://other.example/token"}.told() == told{401, "invalid_client"});
    CHECK(token_request{.scope = "https://unknown.example/scope"}.told() == told{400, "invalid_scope"});
    CHECK(token_request{.scope = ""}.told() == told{400, "invalid_scope"});
    CHECK(token_request{.assertion = "nonsense"}.told() == told{401, "invalid_client"});
    CHECK(token_request{.aud = "https://gw.example"}.told() == told{200, ""});
}

TEST_CASE("a line item is made, read, replaced and deleted") {
    service at;
    const served made = at.ask(
        "POST", "/classes/class-1/line_items",
        R"({"scoreMaximum":10,"label":"Toets 1","resourceId":"r1","tag":"grade"})"
    );
    CHECK(made.answer.status == 201);
    const std::string id(made["id"].text());
    CHECK(id == "https://gw.example/lti/1.3/classes/class-1/line_items/item-1");
    CHECK(made.answer.headers.find("location") == id);
    CHECK(at.ask("GET", "/classes/class-1/line_items/item-1")["label"].text() == "Toets 1");
    CHECK(
        at.ask("PUT", "/classes/class-1/line_items/item-1", R"({"scoreMaximum":20,"label":"Toets 2"})")["label"].text(
        ) == "Toets 2"
    );
    CHECK(at.world.ledger.items.at("item-1").resource_id.empty()); // replaced as a whole
    CHECK(at.status("DELETE", "/classes/class-1/line_items/item-1") == 204);
    CHECK(at.status("GET", "/classes/class-1/line_items/item-1") == 404);
}

TEST_CASE("line items are listed by filter and in pages that link to each other") {
    service at;
    for (int i = 0; i < 5; ++i)
        at.status(
            "POST", "/classes/class-1/line_items",
            R"({"scoreMaximum":10,"label":"T","tag":")" + std::string(i % 2 ? "odd" : "even") + "\"}"
        );
    CHECK(at.ask("GET", "/classes/class-1/line_items", {}, {{"tag", "odd"}}).document->root().size() == 2);
    const served first = at.ask("GET", "/classes/class-1/line_items", {}, {{"limit", "2"}});
    CHECK(first.document->root().size() == 2);
    CHECK(
        first.answer.headers.find("link") ==
        "<https://gw.example/lti/1.3/classes/class-1/line_items?limit=2&after=item-2>; rel=\"next\""
    );
    const served last = at.ask("GET", "/classes/class-1/line_items", {}, {{"limit", "2"}, {"after", "item-4"}});
    CHECK(last.document->root().size() == 1);
    CHECK_FALSE(last.answer.headers.has("link"));
}

TEST_CASE("what is no line item is refused with the place of the fault") {
    service at;
    for (const char* body : {"{}", R"({"scoreMaximum":0,"label":"T"})", R"({"scoreMaximum":1,"label":"  "})", "[", ""})
        CHECK_MESSAGE(at.status("POST", "/classes/class-1/line_items", body) == 400, body);
    CHECK(
        at.ask("POST", "/classes/class-1/line_items", R"({"scoreMaximum":0,"label":"T"})")
            .answer.body.find("scoreMaximum") != std::string::npos
    );
}

TEST_CASE("a line item of the platform's own stays, and one of another class is not found") {
    service at;
    line_item own;
    own.id = "own";
    own.class_handle = "class-1";
    own.ours = true;
    at.world.ledger.items["own"] = own;
    own.id = "elsewhere";
    own.class_handle = "class-2";
    at.world.ledger.items["elsewhere"] = own;
    CHECK(at.status("DELETE", "/classes/class-1/line_items/own") == 405);
    CHECK(at.status("GET", "/classes/class-1/line_items/elsewhere") == 404);
}

TEST_CASE("without the scope, for another tool's class, or without a token there is nothing") {
    service readonly(ags("result.readonly"));
    CHECK(readonly.status("GET", "/classes/class-1/line_items") == 403);
    CHECK(readonly.status("POST", "/classes/class-1/line_items", "{}") == 403);
    CHECK(readonly.status("GET", "/classes/class-1/members") == 403);
    service at;
    CHECK(at.status("GET", "/classes/unknown/line_items") == 404);
    at.world.ledger.classes.front().target = "andere-uitgever";
    CHECK(at.status("GET", "/classes/class-1/line_items") == 403);
    at.world.ledger.classes.front().target = "uitgever";
    at.world.ledger.classes.front().scopes.clear(); // the learning environment granted nothing for this class
    CHECK(at.status("GET", "/classes/class-1/line_items") == 403);
    at.token = "made-up";
    const served nobody = at.ask("GET", "/classes/class-1/line_items");
    CHECK(nobody.answer.status == 401);
    CHECK(nobody.answer.headers.find("www-authenticate") == "Bearer");
}

TEST_CASE("a token ends, and one of a tool that is gone is none") {
    service at;
    at.world.time.advance(59min);
    CHECK(at.status("GET", "/classes/class-1/line_items") == 200);
    at.world.time.advance(2min);
    CHECK(at.status("GET", "/classes/class-1/line_items") == 401);
    service other;
    other.world.known.clear();
    CHECK(other.status("GET", "/classes/class-1/line_items") == 401);
}

TEST_CASE("results are on the scale of the line item, and only settled scores count") {
    service at;
    line_item item;
    item.id = "item-1";
    item.class_handle = "class-1";
    item.score_maximum = 10;
    at.world.ledger.items["item-1"] = item;
    given_score score;
    score.person = "pseudo-1";
    score.score = 45;
    score.maximum = 60;
    score.grading = "FullyGraded";
    at.world.ledger.scores["item-1"]["pseudo-1"] = score;
    score.person = "pseudo-2";
    score.grading = "Pending";
    at.world.ledger.scores["item-1"]["pseudo-2"] = score;
    const served all = at.ask("GET", "/classes/class-1/line_items/item-1/results");
    CHECK(all.document->root().size() == 2);
    CHECK(all.document->root().at(0).member("resultScore").number_text() == "7.5");
    CHECK(all.document->root().at(0).member("resultMaximum").number_text() == "10");
    CHECK_FALSE(all.document->root().at(1).member("resultScore"));
    CHECK(
        at.ask("GET", "/classes/class-1/line_items/item-1/results", {}, {{"user_id", "pseudo-2"}})
            .document->root()
            .size() == 1
    );
}

TEST_CASE("the last page leads to what changed after the first was made, and tells there who left") {
    service at;
    for (const char* name : {"p1", "p2", "p3"}) {
        model::launch_person one;
        one.ids = {{std::string(model::scheme::lti_user), name, {}}};
        one.roles = {learner_role()};
        at.world.members.push_back(one);
    }
    const auto link_of = [](const served& page) { return std::string(page.answer.headers.find("link")); };
    CHECK(
        link_of(at.ask("GET", "/classes/class-1/members", {}, {{"limit", "2"}})) ==
        "<https://gw.example/lti/1.3/classes/class-1/members?limit=2&after=p2&as_of=v1>; rel=\"next\""
    );
    const served last =
        at.ask("GET", "/classes/class-1/members", {}, {{"limit", "2"}, {"after", "p2"}, {"as_of", "v0"}});
    CHECK(
        link_of(last) == "<https://gw.example/lti/1.3/classes/class-1/members?limit=2&since=v0>; rel=\"differences\""
    );
    const served changes = at.ask("GET", "/classes/class-1/members", {}, {{"since", "v0"}});
    CHECK(changes["members"].first_child().member("status").text() == "Deleted");
}

TEST_CASE("members come in pages and by role, valid by our own schema") {
    service at;
    for (int i = 1; i <= 3; ++i) {
        model::launch_person one;
        one.ids = {{std::string(model::scheme::lti_user), "p" + std::to_string(i), {}}};
        one.roles = {
            i == 3
                ? model::
                      held_role{model::launch_role::instructor, model::role_scope::context, "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"}
                : learner_role()};
        at.world.members.push_back(one);
    }
    const served first = at.ask("GET", "/classes/class-1/members", {}, {{"limit", "2"}, {"role", "Learner"}});
    CHECK(first["members"].size() == 2);
    CHECK(first.answer.headers.find("link").find("rel=\"next\"") == std::string_view::npos);
    CHECK(first["context"].member("id").text() == "klas-1");
    const served page = at.ask("GET", "/classes/class-1/members", {}, {{"limit", "2"}});
    CHECK(page.answer.headers.find("link").starts_with(
        "<https://gw.example/lti/1.3/classes/class-1/members?limit=2&after=p2&as_of="
    ));
    CHECK(
        at.ask(
              "GET", "/classes/class-1/members", {},
              {{"role", "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"}}
        )["members"]
            .size() == 1
    );
    CHECK(
        at.ask("GET", "/classes/class-1/members", {}, {{"rlid", "link-1"}})["members"]
            .first_child()
            .member("message")
            .size() == 1
    );
    const auto schema = validation::json_schema::compile(
        "lti/1.3/memberships.schema.json",
        [](std::string_view name) -> std::optional<std::string> { return schemas::bundled(name); }
    );
    REQUIRE(schema);
    CHECK(schema->validate(*page.document).empty());
}
