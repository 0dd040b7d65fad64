// What records of other standards become in UWLR.
#include "tests/adapters/common_uwlr/setup.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::test;

namespace {

const finding* refusal(const encoded& sent, std::string_view rule) {
    for (const finding& one : sent.refused) {
        if (one.broken->id == rule) return &one;
    }
    return nullptr;
}

std::size_t dropped(const encoded& sent, std::string_view field) {
    std::size_t count = 0;
    for (const auto& [entry, times] : sent.fate.entries()) {
        if (entry.field == field && entry.outcome == field_outcome::dropped) count += times;
    }
    return count;
}

const model::progress_report& report_in(const decoded& read) {
    return std::get<model::progress_report>(read.records.at(0));
}

} // namespace

TEST_CASE("a report becomes one valid message, and the day is the one in Amsterdam") {
    for (const std::string_view version : {"2.2", "2.3"}) {
        const encoded sent = encode(small_report(), version);
        REQUIRE(sent.messages.size() == 1);
        CHECK(sent.messages[0].records == 1);
        CHECK(sent.refused.empty());
        CHECK(holds(sent.messages[0].body, "<afnamedatum>2026-11-19</afnamedatum>"));
        CHECK(holds(sent.messages[0].body, "<xsdversie>" + std::string(version) + "</xsdversie>"));
        CHECK_FALSE(read_back(sent.messages[0], version).report.rejects());
    }
}

TEST_CASE("encoding is deterministic") {
    CHECK(encode(small_report(), "2.2").messages[0].body == encode(small_report(), "2.2").messages[0].body);
}

TEST_CASE("a pupil without LAS key is refused in 2.2, passes in 2.3, and may be named by ECK iD where that was agreed"
) {
    model::progress_report report = small_report();
    report.sittings[0].pupil.ids.erase(report.sittings[0].pupil.ids.begin());
    const encoded refused = encode(report, "2.2");
    CHECK(refused.messages.empty());
    REQUIRE(refusal(refused, "uwlr.pupil-without-key"));
    CHECK(refusal(refused, "uwlr.pupil-without-key")->where.path == "/0/sittings/0");
    CHECK(encode(report, "2.3").messages.size() == 1);
    encode_options agreed;
    agreed.parameters["pupil_key"] = "eckid";
    CHECK(holds(
        encode(report, "2.2", agreed).messages.at(0).body, "<leerlingid>https://ketenid.nl/pilot/0123</leerlingid>"
    ));
}

TEST_CASE("one refused sitting does not hold up the others") {
    model::progress_report report = small_report();
    report.sittings.push_back(report.sittings[0]);
    report.sittings[1].pupil.ids = {{"eckid", "https://ketenid.nl/pilot/4567", {}}};
    const encoded sent = encode(report, "2.2");
    CHECK(sent.messages.size() == 1);
    CHECK(sent.refused.size() == 1);
}

TEST_CASE("a school is named by what the report knows, else by what is configured, else not at all") {
    model::progress_report report = small_report();
    report.school = {{"rio.aanbieder", "100A001", {}}};
    CHECK(refusal(encode(report, "2.2"), "uwlr.school-without-id"));
    encode_options options;
    options.school = {{"las.school", "school-7", {}}};
    CHECK(holds(encode(report, "2.2", options).messages.at(0).body, "<schoolkey>school-7</schoolkey>"));
}

TEST_CASE("what is not final, not taken or not nameable is refused by name") {
    model::progress_report report = small_report();
    report.sittings[0].status = model::sitting_status::in_progress;
    CHECK(refusal(encode(report, "2.2"), "uwlr.sitting-not-final"));
    report = small_report();
    report.sittings[0].missing = true;
    report.sittings[0].results.clear();
    CHECK(refusal(encode(report, "2.2"), "uwlr.pupil-absent"));
    report = small_report();
    report.assessments[0].id = std::string(257, 'x');
    CHECK(refusal(encode(report, "2.2"), "uwlr.test-code-unusable"));
    report = small_report();
    report.sittings[0].results[0].scores[0].kind = model::score_kind::scaled;
    CHECK(refusal(encode(report, "2.2"), "uwlr.nothing-to-express"));
}

TEST_CASE("decimal points are dropped, and rounded only on request") {
    model::progress_report report = small_report();
    report.sittings[0].results[0].scores[0].value = *decimal::parse("7.5");
    const encoded sent = encode(report, "2.2");
    CHECK(sent.messages.empty());
    CHECK(dropped(sent, "score.points") == 1);
    encode_options rounding;
    rounding.parameters["round_scores"] = "half-up";
    CHECK(holds(encode(report, "2.2", rounding).messages.at(0).body, "<score>8</score>"));
}

TEST_CASE("a result with points and OSO values becomes two resultaten with keys that differ and stay") {
    model::progress_report report = small_report();
    model::result& result = report.sittings[0].results[0];
    result.key = "sender-key";
    result.scores.push_back({model::score_kind::number_correct, decimal(17), {}, {}, {}, {}});
    result.qualifications.push_back({"RnERK", "A2", {}, {}, {}});
    result.qualifications.push_back({"AVI", "M5", {}, {}, {}});
    const encoded sent = encode(report, "2.3");
    const decoded read = read_back(sent.messages.at(0), "2.3");
    REQUIRE_FALSE(read.report.rejects());
    REQUIRE(read.keys.size() == 2);
    CHECK(read.keys[0].key == "sender-key");
    CHECK(read.keys[1].key != "sender-key");
    CHECK(read.keys[1].key == read_back(encode(report, "2.3").messages.at(0), "2.3").keys[1].key);
    CHECK(holds(sent.messages[0].body, ">ERK<"));
    CHECK(holds(sent.messages[0].body, ">Landelijk<"));
    CHECK_FALSE(holds(sent.messages[0].body, "AVI"));
    CHECK(dropped(sent, "qualification.type") == 1);
}

TEST_CASE("two versions of one toetscode make two messages") {
    model::progress_report report = small_report();
    report.assessments.push_back(report.assessments[0]);
    report.assessments[1].version = "2";
    report.sittings.push_back(report.sittings[0]);
    report.sittings[1].assessment = 1;
    const encoded sent = encode(report, "2.2");
    REQUIRE(sent.messages.size() == 2);
    for (const outgoing& message : sent.messages) CHECK_FALSE(read_back(message, "2.2").report.rejects());
}

TEST_CASE("a period that is no school year is derived from the days, one message per school year") {
    model::progress_report report = small_report();
    report.school_period = "blok 3";
    report.sittings.push_back(report.sittings[0]);
    report.sittings[1].id.clear();
    report.sittings[1].taken_at.at = *parse_rfc3339("2026-06-01T10:00:00Z");
    const encoded sent = encode(report, "2.2");
    REQUIRE(sent.messages.size() == 2);
    CHECK(holds(sent.messages[0].body, "<schooljaar>2025-2026</schooljaar>"));
    CHECK(holds(sent.messages[1].body, "<schooljaar>2026-2027</schooljaar>"));
}

TEST_CASE("a part that results name and no definition lists is added") {
    model::progress_report report = small_report();
    report.sittings[0].results[0].part_id = "OPT";
    const decoded read = read_back(encode(report, "2.2").messages.at(0), "2.2");
    REQUIRE_FALSE(read.report.rejects());
    CHECK(report_in(read).assessments[0].parts.at(0).id == "OPT");
}

TEST_CASE("long names are cut, odd scales are left out, and the message stays valid") {
    model::progress_report report = small_report();
    std::string name;
    for (int i = 0; i < 200; ++i) name += "é";
    report.assessments[0].name = name;
    report.author = name;
    model::scale scale{"s", {}, {}, {}};
    scale.ranges.push_back({"te laag", {}, *decimal::parse("-1"), decimal(4), {}});
    scale.ranges.push_back({name, {}, decimal(5), decimal(9), {}});
    report.scales.push_back(scale);
    report.assessments[0].scale_ids = {"s"};
    const encoded sent = encode(report, "2.2");
    CHECK_FALSE(read_back(sent.messages.at(0), "2.2").report.rejects());
    CHECK(dropped(sent, "scale.label") == 1);
}

TEST_CASE("an activity has no form in UWLR and says so") {
    const model::record record{model::activity{}};
    const encoded sent = uwlr("2.2").encode({&record, 1}, {});
    CHECK(sent.messages.empty());
    CHECK(refusal(sent, "uwlr.no-results"));
}
