// Deep linking of the 1.x era: asked of a publisher's tool, asked by an LMS.
#include "tests/adapters/lti_1_1/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view some_items = R"({"@context":"http://purl.imsglobal.org/ctx/lti/v1/ContentItem","@graph":[
  {"@type":"LtiLinkItem","mediaType":"application/vnd.ims.lti.v1.ltilink","url":"https://uitgever.example/boek/3",
   "title":"Hoofdstuk 3","text":"Breuken","icon":{"@id":"https://uitgever.example/i.png","width":16},
   "custom":{"blad":12},"lineItem":{"@type":"LineItem","label":"Toets","assignedActivity":{"activityId":"a-3"},
   "scoreConstraints":{"@type":"NumericLimits","normalMaximum":9,"totalMaximum":10}},
   "placementAdvice":{"presentationDocumentTarget":"window","displayWidth":800,"windowTarget":"boek"},
   "available":{"startDatetime":"2026-09-01T00:00:00Z"}},
  {"@type":"FileItem","mediaType":"application/pdf","url":"https://uitgever.example/b.pdf","expiresAt":"2026-12-01T00:00:00Z"},
  {"@type":"FileItem","mediaType":"image/png","url":"https://uitgever.example/p.png",
   "placementAdvice":{"presentationDocumentTarget":"embed","displayWidth":100,"displayHeight":50}},
  {"@type":"ContentItem","mediaType":"text/html","text":"<b>vet</b>","placementAdvice":{"presentationDocumentTarget":"embed"}},
  {"@type":"ContentItem","mediaType":"text/html","url":"https://uitgever.example/pagina"},
  7]})";

struct choosing {
    launch_world world;
    launch_step asked;
    forms::field_list query;

    choosing() {
        auto what = std::make_shared<model::launch>();
        what->kind = model::launch_kind::deep_linking;
        what->choosing.emplace();
        what->choosing->accept_types = {"ltiResourceLink", "image"};
        what->choosing->accept_multiple = true;
        asked = lti().launch()->start(*what, world.publisher(), {}, world.with);
        const remembering& kept = as<show>(asked)->remember.at(0);
        world.with.remembered = recalled{kept.bytes, "uitgever", same_browser::unproven, {}, what};
        query = {{"k", kept.key}};
    }

    forms::field_list choice(std::string_view items) const {
        forms::field_list out{
            {"lti_message_type", "ContentItemSelection"},
            {"lti_version", "LTI-1p0"},
            {"data", std::string(forms::value_of(form_of(asked)->fields, "data"))},
            {"lti_msg", "Gekozen"}};
        if (!items.empty()) out.emplace_back("content_items", std::string(items));
        return out;
    }

    signing by_tool() const {
        signing by;
        by.key = "schakel";
        by.secret = publisher_secret;
        by.url = "https://gw.example/lti/1.1/choice";
        by.query = query;
        return by;
    }

    launch_step come_back(const forms::field_list& fields) const {
        return world.post("/choice", signed_fields(fields, by_tool()), query);
    }
};

} // namespace

TEST_CASE("a publisher is asked for content in the words of 1.1") {
    const choosing now;
    const page_form* form = form_of(now.asked);
    REQUIRE(form);
    CHECK(forms::value_of(form->fields, "lti_message_type") == "ContentItemSelectionRequest");
    CHECK(forms::value_of(form->fields, "accept_media_types") == "application/vnd.ims.lti.v1.ltilink,image/*");
    CHECK(forms::value_of(form->fields, "accept_multiple") == "true");
    CHECK(forms::value_of(form->fields, "accept_unsigned") == "false");
    CHECK(
        forms::value_of(form->fields, "content_item_return_url") ==
        "https://gw.example/lti/1.1/choice?k=" + now.query[0].second
    );
    CHECK(!forms::find(form->fields, "resource_link_id"));
    browser_request back;
    back.http.path = "/choice";
    back.http.query = now.query;
    CHECK(lti().launch()->recall_key(back) == now.query[0].second);
    back.http.path = "/launch";
    CHECK(lti().launch()->recall_key(back).empty());
}

TEST_CASE("every kind of item comes back") {
    const choosing now;
    const launch_step step = now.come_back(now.choice(some_items));
    const returned* got = as<returned>(step);
    REQUIRE_MESSAGE(got, code_of(step));
    CHECK(got->what.message == "Gekozen");
    const auto& items = got->what.items;
    REQUIRE(items.size() == 5);
    CHECK(items[0].type == "ltiResourceLink");
    CHECK(items[0].url == "https://uitgever.example/boek/3");
    CHECK(items[0].custom == model::parameters{{"blad", "12"}});
    REQUIRE(items[0].line_item);
    CHECK(items[0].line_item->score_maximum == 10);
    CHECK(items[0].line_item->resource_id == "a-3");
    REQUIRE(items[0].window);
    CHECK(items[0].window->target_name == "boek");
    CHECK(items[0].icon->width == 16);
    CHECK(items[1].type == "file");
    CHECK(items[1].media_type == "application/pdf");
    CHECK(items[2].type == "image");
    CHECK(items[2].height == 50);
    CHECK(items[3].type == "html");
    CHECK(items[3].html == "<b>vet</b>");
    CHECK(items[4].type == "link");
}

TEST_CASE("nothing chosen, by an empty form or by going back, is a choice of nothing") {
    const choosing now;
    const launch_step step = now.come_back(now.choice(""));
    REQUIRE(as<returned>(step));
    CHECK(as<returned>(step)->what.items.empty());
    browser_request back;
    back.http.method = "GET";
    back.http.path = "/choice";
    back.http.query = now.query;
    const launch_step gone = lti().launch()->proceed(back, now.world.with);
    REQUIRE(as<returned>(gone));
    CHECK(as<returned>(gone)->what.items.empty());
}

TEST_CASE("a choice that was not asked for, is of another question, unsigned or ill-formed is refused") {
    choosing now;
    forms::field_list other = now.choice(some_items);
    other[2].second = "andere vraag";
    CHECK(code_of(now.come_back(other)) == "lti11.other-choice");
    CHECK(code_of(now.come_back(now.choice("{\"@graph\":1}"))) == "lti11.content-items");
    CHECK(code_of(now.come_back(now.choice("{"))).starts_with("json."));
    CHECK(code_of(now.world.post("/choice", now.choice(some_items), now.query)) == "lti11.parameter-missing");
    other = now.choice(some_items);
    other[0].second = "basic-lti-launch-request";
    CHECK(code_of(now.come_back(other)) == "lti11.message-type");
    const forms::field_list good = now.choice(some_items);
    now.world.with.remembered->system = "andere-uitgever";
    CHECK(code_of(now.come_back(good)) == "lti11.other-choice");
    now.world.with.remembered.reset();
    CHECK(code_of(now.come_back(good)) == "lti11.choice-unknown");
}

TEST_CASE("an LMS that asks for content gets the choice, signed with the key it asked with, and its data unchanged") {
    const launch_world world;
    forms::field_list question = some_launch();
    question[0].second = "ContentItemSelectionRequest";
    for (const auto& [name, value] : forms::field_list{
             {"content_item_return_url", "https://elo.example/kies?les=12"},
             {"accept_media_types", "application/vnd.ims.lti.v1.ltilink, text/html"},
             {"accept_presentation_document_targets", "iframe,window"},
             {"accept_multiple", "false"},
             {"data", "ondoorzichtig = &\"é"},
             {"title", "Kies een les"}})
        question.emplace_back(name, value);
    const launch_step in = world.post("/launch", signed_fields(question, {}));
    const arrived* asked = as<arrived>(in);
    REQUIRE(asked);
    REQUIRE(asked->what.choosing);
    CHECK(asked->what.kind == model::launch_kind::deep_linking);
    CHECK(asked->what.choosing->accept_types == std::vector<std::string>{"ltiResourceLink", "link", "html"});
    CHECK(asked->what.choosing->accept_multiple == false);

    model::content_return choice;
    choice.message = "Klaar";
    model::content_item& item = choice.items.emplace_back();
    item.type = "ltiResourceLink";
    item.url = "https://gw.example/lti/1.1/launch?item=7";
    item.title = "Les 7";
    item.line_item = model::item_line{10, "Toets", "r-7", {}, {}, {}};
    const launch_step out = lti().launch()->answer(
        choice, *world.parties.find(launch_side::source, "elo"), asked->what, asked->answer_bytes, world.with
    );
    const page_form* form = form_of(out);
    REQUIRE(form);
    CHECK(form->action == "https://elo.example/kies?les=12");
    CHECK(forms::value_of(form->fields, "data") == "ondoorzichtig = &\"é");
    CHECK(forms::value_of(form->fields, "lti_msg") == "Klaar");
    forms::field_list covered{{"les", "12"}};
    covered.insert(covered.end(), form->fields.begin(), form->fields.end());
    const std::string base = crypto::oauth1::signature_base("POST", "https://elo.example/kies", covered);
    CHECK(forms::value_of(form->fields, "oauth_signature") == crypto::oauth1::sign("HMAC-SHA1", lms_secret, base));
    CHECK(
        forms::value_of(form->fields, "content_items") ==
        "{\"@context\":\"http://purl.imsglobal.org/ctx/lti/v1/ContentItem\",\"@graph\":[{\"@type\":\"LtiLinkItem\","
        "\"mediaType\":\"application/vnd.ims.lti.v1.ltilink\",\"url\":\"https://gw.example/lti/1.1/launch?item=7\","
        "\"title\":\"Les 7\",\"lineItem\":{\"@type\":\"LineItem\",\"label\":\"Toets\",\"reportingMethod\":"
        "\"http://purl.imsglobal.org/ctx/lis/v2p1/Result#totalScore\",\"assignedActivity\":{\"activityId\":\"r-7\"},"
        "\"scoreConstraints\":{\"@type\":\"NumericLimits\",\"normalMaximum\":10,\"totalMaximum\":10}}}]}"
    );
    const launch_step gone =
        lti().launch()->answer(choice, *world.parties.find(launch_side::source, "elo"), asked->what, "weg", world.with);
    CHECK(code_of(gone) == "lti11.key-gone");
}
