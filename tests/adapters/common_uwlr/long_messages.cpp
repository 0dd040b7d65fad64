// A long message gives in portions what it says as a whole, and keeps together what belongs together.
#include "gateway/adapter/long_messages.hpp"

#include "tests/adapters/common_uwlr/setup.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr unsigned many = 3000; // pupils: some portions
constexpr std::string_view results_path = "leerresultaten_verzoek/toetsafnames/toetsafname/resultaten/resultaat/";

std::string pupil(unsigned number, std::string_view score) {
    const std::string id = std::to_string(number);
    return "<toetsafname><leerlingid>LL-" + id + "</leerlingid><resultaten><resultaat key=\"R-" + id + "-" +
           std::string(score) + "\"><afnamedatum>2025-10-06</afnamedatum><toetscode>T1</toetscode><score>" +
           std::string(score) + "</score></resultaat></resultaten></toetsafname>\n";
}

std::string message_of(const std::string& pupils) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header>
<aut:autorisatie xmlns:aut="http://www.edustandaard.nl/leerresultaten/2/autorisatie">
<aut:autorisatiesleutel>sleutel</aut:autorisatiesleutel><aut:klantcode>K</aut:klantcode>
<aut:klantnaam>N</aut:klantnaam></aut:autorisatie></soap:Header><soap:Body>
<leerresultaten_verzoek xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten"><school>
<schooljaar>2025-2026</schooljaar><brincode>99XX</brincode>
<aanmaakdatum>2025-11-03T16:00:00+01:00</aanmaakdatum><auteur>Proef</auteur><xsdversie>2.2</xsdversie></school>
<toetsafnames>)" +
           pupils + R"(</toetsafnames><toetsen><toets><toetscode>T1</toetscode><toetsnaam>Proef</toetsnaam></toets>
</toetsen></leerresultaten_verzoek></soap:Body></soap:Envelope>)";
}

std::string many_pupils(std::string_view last = {}) {
    std::string all;
    for (unsigned number = 0; number < many; ++number) all += pupil(number, std::to_string(number % 40));
    return all.append(last);
}

struct whole {
    decoded first;
    std::size_t portions = 1;
    std::multiset<std::string> pupils;
    std::set<std::string> in_earlier, twice;
    std::size_t results = 0;

    explicit whole(const exchange& message) : first(uwlr("2.2").decode(message, {})) {
        for (const model::record& one : first.records) add(one);
        const auto further = further_than(first, uwlr("2.2"), message, {});
        for (std::size_t i = 0; further && i < further->portions(); ++i, ++portions)
            for (const model::record& one : further->read(i)) add(one);
    }

private:
    void add(const model::record& one) {
        const auto& report = std::get<model::progress_report>(one);
        CHECK(report.assessments.size() == 1);
        CHECK(report.author == "Proef");
        std::set<std::string> here;
        for (const model::sitting& sitting : report.sittings) {
            const std::string& id = sitting.pupil.ids.front().value;
            pupils.insert(id);
            here.insert(id);
            if (in_earlier.contains(id)) twice.insert(id);
            results += sitting.results.size();
        }
        in_earlier.merge(here);
    }
};

} // namespace

TEST_CASE("A long message comes in portions, and nothing of it is lost or told twice") {
    const exchange message = posted(message_of(many_pupils()));
    const whole read(message);
    CHECK_FALSE(read.first.report.rejects());
    CHECK(read.portions > 1);
    CHECK(read.pupils.size() == many);
    CHECK(std::set<std::string>(read.pupils.begin(), read.pupils.end()).size() == many);
    CHECK(read.results == many);
    CHECK(read.first.keys.size() == many);
    std::map<std::string, std::size_t> traced;
    for (const auto& [what, count] : read.first.trace.entries()) traced[what.path] += count;
    CHECK(traced[std::string(results_path) + "score"] == many);
    CHECK(traced["leerresultaten_verzoek/school/brincode"] == 1);
    CHECK(traced["autorisatie/klantcode"] == 1);
}

TEST_CASE("Of a short message there is nothing further") {
    const whole read(posted(message_of(pupil(1, "3"))));
    CHECK(read.portions == 1);
    CHECK(read.results == 1);
}

TEST_CASE("A pupil who comes back at the end keeps a long message in one piece, and the rules see both") {
    const whole again(posted(message_of(many_pupils(pupil(7, "39")))));
    CHECK(again.portions == 1);
    CHECK(again.results == many + 1);
    CHECK(again.first.report.first_error() == nullptr);
    bool told = false;
    for (const finding& one : again.first.report.at(layer::rules).findings)
        told = told || one.broken->id == "uwlr.result-repeated";
    CHECK(told);
}

TEST_CASE("What is wrong in any portion is found, with its place, and then there are no records") {
    std::string text = message_of(many_pupils(pupil(many, "-4")));
    const whole read(posted(text));
    CHECK(read.first.report.rejects());
    CHECK(read.first.records.empty());
    CHECK(read.first.keys.empty());

    text = message_of(many_pupils(pupil(many, "1").replace(0, 45, "<toetsafname><leerlingid> LL-x</leerlingid>")));
    const decoded blank = uwlr("2.2").decode(posted(text), {});
    bool told = false;
    for (const finding& one : blank.report.at(layer::rules).findings)
        told = told || (one.broken->id == "uwlr.key-blanks" && one.where.offset == text.find("leerlingid> LL-x"));
    CHECK(told);
}
