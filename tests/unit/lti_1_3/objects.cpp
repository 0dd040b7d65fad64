// Content items, addresses of services and custom parameters.
#include "adapters/common/lti/content_items.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/common/lti/substitution.hpp"
#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

std::string written_back(std::string_view text) {
    findings none;
    const auto document = json::document::parse(text, {}, none);
    REQUIRE(document);
    json::writer to;
    lti::write(to, lti::read_content_item(document->root()));
    return to.finish();
}

} // namespace

TEST_CASE("content items of every type come back as they were, with what only their maker knows") {
    for (const char* item :
         {R"({"type":"ltiResourceLink","url":"https://t.example/1","title":"H1","icon":{"url":"https://t.example/i","width":16,"height":16},"window":{"targetName":"w","width":800,"height":600,"windowFeatures":"popup"},"iframe":{"width":10,"height":20},"custom":{"chapter":"1"},"lineItem":{"scoreMaximum":10,"label":"H1","resourceId":"r1","tag":"grade","gradesReleased":true},"available":{"startDateTime":"2026-09-01T06:00:00Z","endDateTime":"2026-10-01T06:00:00Z"},"https://vendor.example/x":{"a":[1]}})",
          R"({"type":"link","url":"https://t.example/2","text":"Lees dit","embed":{"html":"<iframe></iframe>"}})",
          R"({"type":"html","html":"<h1>x</h1>"})",
          R"({"type":"image","url":"https://t.example/i.png","width":10,"height":20})",
          R"({"type":"file","url":"https://t.example/f.pdf","mediaType":"application/pdf","expiresAt":"2026-12-01T00:00:00Z"})",
          R"({"type":"https://vendor.example/type","own":true})"})
        CHECK(written_back(item) == item);
}

TEST_CASE("a step goes behind the path and before the query") {
    CHECK(
        lti::below("https://m.example/lineitem?type_id=3", "scores") == "https://m.example/lineitem/scores?type_id=3"
    );
    CHECK(lti::below("https://m.example/lineitem/", "results") == "https://m.example/lineitem/results");
    CHECK(lti::below("https://m.example/a%2Fb", "scores") == "https://m.example/a%2Fb/scores");
    CHECK(
        lti::with_query("https://m.example/l?type_id=3&limit=5", {{"limit", "10"}, {"user_id", "a b"}}) ==
        "https://m.example/l?type_id=3&limit=10&user_id=a%20b"
    );
}

TEST_CASE("a variable is replaced when its value was released, and only when it is the whole value") {
    model::launch in;
    in.context.title = "Groep 7";
    in.person.roles = {
        {model::launch_role::learner, model::role_scope::context,
         "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"}};
    const model::parameters custom{
        {"a", "$Context.title"},
        {"b", "x$Context.title"},
        {"c", "$Person.name.full"},
        {"d", "$Membership.role"},
        {"e", "$No.such"}};
    const model::parameters expected{
        {"a", "Groep 7"},
        {"b", "x$Context.title"},
        {"c", "$Person.name.full"},
        {"d", "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"},
        {"e", "$No.such"}};
    CHECK(lti::substituted(custom, in) == expected);
}
