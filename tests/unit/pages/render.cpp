// The pages as a browser gets them. That they work in one is shown by tests/browser.
#include "gateway/pages/render.hpp"
#include "gateway/pages/assets.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

const std::string hostile = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>";

// Every kind of page with `text` wherever a text can stand, and `address` wherever an address can.
std::vector<page> every_page(const std::string& text, const std::string& address) {
    const page_form form{"POST", address, {{text, text}, {"leeg", ""}}};
    const page_form get{"GET", address, {{text, text}}};
    const page_storage storage{text, "https://lms.example"};
    chooser_page chooser{form, text, {{text, text, text, true}, {"b", "B", "", false}}, {text}, true, text, 2, 3, 50};
    chooser_page single = chooser;
    single.several = false;
    return {
        refusal_page{text, {text, text}, {text, text}, text, address},
        opening_page{form, text, false, {}},
        opening_page{get, text, true, {text, "https://cdn.example"}},
        store_page{storage, {{text, text}}, get},
        recall_page{storage, {text}, form, get},
        new_window_page{form, text},
        chooser,
        single,
        registered_page{{text, text}},
        logged_out_page{address}};
}

} // namespace

TEST_CASE("no value becomes markup on any page") {
    for (const page& one : every_page(hostile, "https://tool.example/a?x=\"><script>")) {
        for (const language lang : {language::nl, language::en}) {
            const reply shown = pages::render(one, {lang, {}, 0});
            CHECK(!holds(shown.body, "<script>alert"));
            CHECK(!holds(shown.body, "<img"));
            CHECK(!holds(shown.body, "onerror='"));
        }
    }
}

TEST_CASE("an address that is a script is no address on any page") {
    for (const std::string_view bad : {"javascript:alert(1)", "data:text/html,x", "//evil.example/"}) {
        for (const page& one : every_page("tekst", std::string(bad))) {
            const reply shown = pages::render(one, {});
            CHECK(!holds(shown.body, "\"" + std::string(bad)));
        }
    }
}

TEST_CASE("every page carries the whole policy and is not stored") {
    for (const page& one : every_page("tekst", "https://tool.example/")) {
        const reply shown = pages::render(one, {});
        const std::string_view policy = shown.headers.find("Content-Security-Policy");
        CHECK(policy.starts_with("default-src 'none'; base-uri 'none'; style-src 'sha256-"));
        CHECK(!holds(policy, "unsafe"));
        CHECK(policy.ends_with("frame-ancestors 'none'"));
        CHECK(shown.headers.find("X-Frame-Options") == "DENY");
        CHECK(shown.headers.find("Referrer-Policy") == "strict-origin");
        CHECK(shown.headers.find("Cache-Control") == "no-store");
        CHECK(shown.headers.find("X-Content-Type-Options") == "nosniff");
        CHECK(shown.headers.find("Content-Type") == "text/html; charset=utf-8");
        CHECK(holds(shown.body, "<html lang=\"nl\">"));
        CHECK(!holds(shown.body, " style=\""));
    }
}

TEST_CASE("only named origins may embed a page, and nothing else reaches the policy") {
    const page what = logged_out_page{};
    const reply shown = pages::render(
        what, {language::nl, {"https://lms.example", "https://x; script-src *", "*", "https://b.example/pad"}, 0}
    );
    CHECK(shown.headers.find("Content-Security-Policy").ends_with("; frame-ancestors 'self' https://lms.example"));
    CHECK(!shown.headers.has("X-Frame-Options"));
}

TEST_CASE("a page without a form may send nothing, one with a form only to the web or to the address named") {
    const auto policy_of = [](const page& one) {
        return std::string(pages::render(one, {}).headers.find("Content-Security-Policy"));
    };
    CHECK(holds(policy_of(logged_out_page{}), "; form-action 'none'"));
    CHECK(holds(policy_of(refusal_page{}), "; form-action 'none'"));
    CHECK(holds(
        policy_of(opening_page{{"POST", "https://tool.example/", {}}, "", false, {}}), "; form-action 'self' https:;"
    ));
    CHECK(holds(
        policy_of(opening_page{{"POST", "http://127.0.0.1:81/x", {}}, "", false, {}}),
        "; form-action 'self' https: http://127.0.0.1:81;"
    ));
    CHECK(!holds(policy_of(opening_page{{"POST", "https://tool.example/", {}}, "", false, {}}), "frame-src"));
    CHECK(holds(
        policy_of(opening_page{{"POST", "https://tool.example/", {}}, "", true, {}}), "; frame-src 'self' https:;"
    ));
}

TEST_CASE("a refusal tells what, what to do, the code and the way back, in the reader's language") {
    const refusal_page what{
        "lti.signature",
        {"De handtekening klopt niet.", "The signature is wrong."},
        {},
        "trace-1",
        "https://lms.example/terug?cursus=4"};
    const reply nl = pages::render(what, {});
    CHECK(nl.status == 403);
    for (const std::string_view part :
         {"De handtekening klopt niet.", "ICT-beheerder", "lti.signature", "trace-1",
          "href=\"https://lms.example/terug?cursus=4\""})
        CHECK_MESSAGE(holds(nl.body, part), part);
    const reply en = pages::render(what, {language::en, {}, 400});
    CHECK(en.status == 400);
    CHECK(holds(en.body, "The signature is wrong."));
    CHECK(holds(en.body, "IT staff"));
    CHECK(en.headers.find("Content-Language") == "en");
}

TEST_CASE("a form keeps its fields in order, also empty and repeated ones, and its button sends nothing of its own") {
    const opening_page what{
        {"POST", "https://tool.example/launch?a=1", {{"b", ""}, {"a", "2"}, {"a", "1"}}}, "Rekenen", false, {}};
    const reply shown = pages::render(what, {});
    CHECK(holds(shown.body, "action=\"https://tool.example/launch?a=1\""));
    CHECK(holds(
        shown.body, "<input type=\"hidden\" name=\"b\" value><input type=\"hidden\" name=\"a\" value=\"2\">"
                    "<input type=\"hidden\" name=\"a\" value=\"1\"><button type=\"submit\">Openen</button>"
    ));
    CHECK(holds(shown.body, "Bezig met openen: Rekenen"));
}

TEST_CASE("what a GET address asks already goes with the form") {
    const store_page what{
        {"_parent", "https://lms.example"}, {}, {"GET", "https://lms.example/auth?x=1+2&y=%26", {{"state", "s"}}}};
    const reply shown = pages::render(what, {});
    CHECK(holds(shown.body, "method=\"get\" action=\"https://lms.example/auth\""));
    CHECK(holds(
        shown.body, "name=\"x\" value=\"1 2\"><input type=\"hidden\" name=\"y\" value=\"&amp;\"><input type=\"hidden\" "
                    "name=\"state\""
    ));
}

TEST_CASE("a storage origin that is none is not named, so that no message goes anywhere") {
    for (const std::string_view bad : {"*", "", "https://lms.example/pad", "javascript:x"}) {
        const reply shown = pages::render(
            store_page{{"_parent", std::string(bad)}, {{"k", "v"}}, {"GET", "https://lms.example", {}}}, {}
        );
        CHECK(!holds(shown.body, "data-origin=\"h"));
        CHECK(!holds(shown.body, "data-origin=\"*"));
    }
}

TEST_CASE("a chooser carries on what was chosen on other pages only where several may be chosen") {
    chooser_page what{
        {"POST", "/kies", {{"launch", "s1"}}}, "Uitgever", {{"a", "A", "", true}}, {"z"}, true, "breuk", 1, 2, 11};
    const std::string several = pages::render(what, {}).body;
    CHECK(holds(several, "type=\"checkbox\" name=\"item\" value=\"a\" checked"));
    CHECK(holds(several, "<input type=\"hidden\" name=\"item\" value=\"z\">"));
    CHECK(holds(several, "11 onderdelen gevonden"));
    CHECK(holds(several, "name=\"page\" value=\"2\""));
    CHECK(!holds(several, "name=\"page\" value=\"0\""));
    what.several = false;
    const std::string single = pages::render(what, {}).body;
    CHECK(holds(single, "type=\"radio\""));
    CHECK(!holds(single, "value=\"z\""));
}

TEST_CASE("equal input gives equal bytes") {
    for (const page& one : every_page("tekst", "https://tool.example/"))
        CHECK(pages::render(one, {}).body == pages::render(one, {}).body);
}

TEST_CASE("an address that is opened by a form keeps its query as fields, and its fragment") {
    const page_form form{"GET", "https://elo.example/cursus?id=7&naam=a%20b#/week/3", {{"lti_msg", "tot ziens"}}};
    const std::string body = pages::render(opening_page{form, "", false, {}}, {}).body;
    CHECK(holds(body, R"(action="https://elo.example/cursus#/week/3")"));
    CHECK(holds(body, R"(name="id" value="7")"));
    CHECK(holds(body, R"(name="naam" value="a b")"));
    CHECK(holds(body, R"(name="lti_msg" value="tot ziens")"));
    const page_form bare{"GET", "https://elo.example/#/cursus?id=7", {}};
    CHECK(holds(
        pages::render(opening_page{bare, "", false, {}}, {}).body, R"(action="https://elo.example/#/cursus?id=7")"
    ));
}
