// The server side: what a sender is told, and what it is never told.
#include "tests/adapters/common_uwlr/setup.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace schakel;
using namespace schakel::test;

namespace {

std::string fault_for(disposition::outcome what, language lang = language::nl) {
    disposition decided;
    decided.what = what;
    decided.lang = lang;
    return uwlr("2.2").acknowledge({}, decided).body;
}

// One pupil whose every personal value is a marker, and one fault of choice.
std::string marked(std::string_view score, std::string_view date) {
    std::string text = case_input("2_2", "good-score");
    const auto replace = [&](std::string_view what, std::string_view with) {
        const std::size_t at = text.find(what);
        REQUIRE(at != std::string::npos);
        text.replace(at, what.size(), with);
    };
    replace("LL-0001", "MARKER leerling");
    replace("https://ketenid.nl/pilot/", "MARKER eckid ");
    replace("r-0001", " MARKER sleutel");
    replace("<score>17</score>", score);
    replace("2026-11-18", date);
    return text;
}

} // namespace

TEST_CASE("every decision has its fault code, and is told in the reader's language") {
    using enum disposition::outcome;
    CHECK(holds(fault_for(unauthenticated), "<faultcode>soap:Client.AutorisatieOngeldig</faultcode>"));
    CHECK(holds(fault_for(unknown_client), "soap:Client.OngeldigeKlantIdentificatie"));
    CHECK(holds(fault_for(forbidden), "soap:Client.AutorisatieOngeldig"));
    CHECK(holds(fault_for(unknown_school), "soap:Client.AutorisatieOngeldig"));
    CHECK(holds(fault_for(overloaded), "soap:Server.TijdelijkNietBeschikbaar"));
    CHECK(holds(fault_for(unavailable), "soap:Server.TijdelijkNietBeschikbaar"));
    CHECK(holds(fault_for(internal), "soap:Server.InterneFout"));
    CHECK(holds(fault_for(unroutable), "soap:Client.OngeldigBericht"));
    CHECK(holds(fault_for(too_large, language::en), "The message is too large."));
    CHECK(holds(fault_for(accepted), "leerresultaten_bevestiging"));
    CHECK(holds(fault_for(repeated), "leerresultaten_bevestiging"));
}

TEST_CASE("a fault asks for patience in seconds") {
    disposition decided;
    decided.what = disposition::outcome::overloaded;
    decided.retry_after = std::chrono::seconds(30);
    const reply answer = uwlr("2.3").acknowledge({}, decided);
    CHECK(answer.status == 500);
    CHECK(answer.headers.find("retry-after") == "30");
}

TEST_CASE("no fault repeats a personal value") {
    for (const auto& [score, date] :
         {std::pair<std::string, std::string>{"<score>7.5 MARKER</score>", "2026-11-18"},
          {"<score>17</score>", "2099-01-01"},
          {"<score>17</score>", "MARKER"},
          {"<notitie>MARKER</notitie>", "2026-11-18"},
          {"<score>17</score><notitie naam=\"MARKER\"/>", "2026-11-18"}}) {
        const exchange received = posted(marked(score, date));
        const decoded read = uwlr("2.2").decode(received, {});
        CHECK(read.report.rejects());
        for (const language lang : {language::nl, language::en}) {
            disposition decided;
            decided.what = disposition::outcome::invalid;
            decided.report = &read.report;
            decided.lang = lang;
            CHECK_FALSE(holds(uwlr("2.2").acknowledge(received, decided).body, "MARKER"));
        }
    }
}

TEST_CASE("credentials are read even when the rest is invalid") {
    const decoded read = uwlr("2.2").decode(posted(case_input("2_2", "body-root")), {});
    CHECK(read.report.rejects());
    CHECK(read.credentials.kind == presented_credentials::form::key_triple);
    CHECK(read.credentials.code == "TEST-EA");
}

TEST_CASE("a message cut off anywhere ends in a report") {
    const std::string whole = case_input("2_2", "good-score");
    for (std::size_t length = 0; length + 2 < whole.size(); length += 7) {
        const decoded read = uwlr("2.2").decode(posted(whole.substr(0, length)), {});
        REQUIRE(read.report.rejects());
        REQUIRE(read.records.empty());
    }
}

TEST_CASE("an error counts even when more findings come before it than are told") {
    std::string text = case_input("2_2", "good-score");
    text.replace(text.find("LL-0001"), 7, " LL-0001 ");
    text.replace(text.find("r-0001"), 6, " r-0001 ");
    const std::size_t end = text.find("<eindnormwaarde>20<");
    text.replace(end, 19, "<eindnormwaarde>1<");
    decode_options options;
    options.limits.findings = 1;
    const decoded read = uwlr("2.2").decode(posted(text), options);
    CHECK(read.report.rejects());
    const findings& told = read.report.at(layer::rules).findings;
    REQUIRE(told.size() == 2);
    CHECK(told[0].broken->id == "uwlr.norm-reversed");
    CHECK(told[1].broken->id == "uwlr.more-findings");
}

TEST_CASE("an agreed quirk explains any number of findings") {
    std::string text = case_input("2_2", "quirk-decimal-score");
    const std::size_t begin = text.find("<resultaat ");
    const std::size_t end = text.find("</resultaten>");
    const std::string one = text.substr(begin, end - begin);
    std::string many;
    for (int i = 0; i < 20; ++i) {
        std::string next = one;
        next.replace(next.find("r-0001"), 6, "r-" + std::to_string(i));
        many += next;
    }
    text.replace(begin, end - begin, many);
    decode_options options;
    options.limits.findings = 10;
    options.quirks.insert("decimal-score");
    CHECK_FALSE(uwlr("2.2").decode(posted(text), options).report.rejects());
    options.quirks.clear();
    CHECK(uwlr("2.2").decode(posted(text), options).report.rejects());
}
