// Writes every page, with values that try to be more than values, as JSON: name -> status, headers, body. The tests in
// Chromium (tests/peers/pages.mjs) serve them.
//
// rendered_pages nl|en GATEWAY PLATFORM TOOL: three origins.
#include "gateway/codec/json_writer.hpp"
#include "gateway/pages/render.hpp"

#include <iostream>
#include <map>
#include <span>

namespace {

using namespace schakel;

struct origins {
    std::string gateway, platform, tool;
};

const std::string hostile = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>&amp;";

page_form launch_form(const origins& at) {
    return {
        "POST",
        at.tool + "/launch",
        {{"lti_message_type", "basic-lti-launch-request"},
         {"leeg", ""},
         {"submit", "knop"},
         {"naam", "Zoë van 't Hof-Çelik"},
         {"regels", "een\r\ntwee"},
         {"tekens", "\"><script>alert(1)</script>&amp;'"},
         {"twee", "a"},
         {"twee", "b"}}};
}

chooser_page some_choice(const origins& at) {
    chooser_page out;
    out.form = {"POST", at.gateway + "/choose", {{"launch", "l1"}}};
    out.title = "Uitgeverij De Proef";
    out.items = {
        {"a", "Les 1", "Breuken en kommagetallen, groep 7", true},
        {"b", "Les 2", "", false},
        {"c", hostile, hostile, false}};
    out.page = 1;
    out.pages = 3;
    out.found = 27;
    return out;
}

std::map<std::string, page> all_pages(const origins& at) {
    const page_storage storage{"_parent", at.platform}, elsewhere{"_parent", "https://ander.example"};
    const page_form anew{"POST", at.gateway + "/login", {{"iss", "https://elo.example"}, {"window", "1"}}};
    const page_form stored{"POST", at.gateway + "/stored", {{"launch", "l1"}}};
    chooser_page several = some_choice(at), one = some_choice(at);
    several.several = true;
    several.chosen_elsewhere = {"z"};
    chooser_page few = one;
    few.pages = 1;
    few.found = 3;
    few.undecided = true;
    const page_words why{
        "De handtekening van je ELO klopt niet, dus we weten niet zeker dat jij het bent.",
        "The signature of your learning platform is wrong, so we cannot be sure that it is you."};
    return {
        {"refusal",
         refusal_page{
             "lti11.signature", why, {hostile, hostile}, "4bf92f3577b34da6a3ce929d0e0e4736", at.platform + "/terug"}},
        {"opening", opening_page{launch_form(at), "Rekenen, blok 3", false, {}}},
        {"opening_get", opening_page{{"GET", at.tool + "/login?vast=1+2", {{"state", "s&1"}}}, hostile, false, {}}},
        {"leaving", opening_page{{"POST", at.platform + "/terug", {{"JWT", "x"}}}, "", false, {}, {}, true}},
        {"around_leaving", opening_page{{"GET", at.gateway + "/nl/leaving", {}}, "Rekenen", true, {}}},
        {"proof", recall_page{{"_parent", at.gateway}, {"schakel_launch"}, stored, {}}},
        {"around_proof",
         opening_page{{"GET", at.gateway + "/nl/proof", {}}, "Rekenen", true, {}, {{"schakel_launch", "bewijs"}}}},
        {"framed", opening_page{{"GET", at.tool + "/frame-tool", {}}, "Rekenen", true, {}}},
        {"store",
         store_page{
             storage,
             {{"lti_state_s1", "bewijs"}, {"lti_nonce_n1", "nonce"}},
             {"GET", at.platform + "/auth?vast=1", {{"state", "s1"}}}}},
        {"recall", recall_page{storage, {"lti_state_s1", "lti_nonce_n1"}, stored, anew}},
        {"recall_elsewhere", recall_page{elsewhere, {"lti_state_s1"}, stored, anew}},
        {"new_window", new_window_page{anew, hostile}},
        {"chooser", several},
        {"chooser_one", one},
        {"chooser_few", few},
        {"registered",
         registered_page{
             {"Een beheerder moet de koppeling nog goedkeuren.", "An administrator still has to approve it."}}},
        {"logged_out", logged_out_page{at.platform}}};
}

} // namespace

int main(int count, char** values) {
    const std::span arguments(values, static_cast<std::size_t>(count));
    if (arguments.size() != 5) return 2;
    const origins at{arguments[2], arguments[3], arguments[4]};
    const pages::setting how{std::string_view(arguments[1]) == "en" ? language::en : language::nl, {at.platform}, 0};
    json::writer out;
    out.begin_object();
    for (const auto& [name, what] : all_pages(at)) {
        const reply shown = pages::render(what, how);
        out.name(name).begin_object().member("status", shown.status).name("headers").begin_object();
        for (const auto& [header, value] : shown.headers) out.member(header, value);
        out.end_object().member("body", shown.body).end_object();
    }
    out.end_object();
    std::cout << out.finish();
    return 0;
}
