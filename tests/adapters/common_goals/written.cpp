// Translated goals as each standard writes them: the live goal, the one that the sender named, and the explanation.
#include "adapters/all_adapters.hpp"
#include "gateway/adapter/adapter.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

const std::string live = "https://opendata.slo.nl/curriculum/uuid/5a5a0000-0000-4000-8000-000000000007";
const std::string former = "https://opendata.slo.nl/curriculum/uuid/5a5a0000-0000-4000-8000-000000000006";
const std::string smaller = "https://opendata.slo.nl/curriculum/uuid/5a5a0000-0000-4000-8000-000000000008";

model::goal_reference translated() {
    model::goal_reference one{live, "slo:fo", "Telt tot honderd"};
    one.outcome = "exact";
    one.claim = "score";
    one.original = former;
    one.explanation = "Score: dit doel is vervangen, met dezelfde tekst.\n";
    one.summary = "Doel \"Telt tot honderd\" is hetzelfde doel.";
    return one;
}

model::goal_reference evidence() {
    model::goal_reference one{smaller};
    one.outcome = "contributes";
    one.claim = "in-progress";
    one.target = live;
    one.explanation = "Dit draagt eraan bij.\n";
    one.summary = "Doel 8 draagt bij.";
    return one;
}

std::vector<model::record> one_result(model::goal_references of_test, model::goal_references of_result) {
    model::progress_report report;
    report.school = {{std::string(model::scheme::brin), "99XX", {}}};
    report.school_period = "2026-2027";
    model::assessment& test = report.assessments.emplace_back();
    test.id = "rekenen-blok-3";
    test.name = "Rekenen blok 3";
    test.goals = std::move(of_test);
    model::sitting& sitting = report.sittings.emplace_back();
    sitting.id = "afname-1";
    sitting.pupil.ids = {{std::string(model::scheme::las_key), "leerling-1", {}}};
    sitting.taken_at = {*parse_rfc3339("2026-11-20T09:00:00Z"), false};
    model::result& result = sitting.results.emplace_back();
    result.scores.push_back({model::score_kind::points, *decimal::parse("17"), {}, {}, {}, {}});
    result.goals = std::move(of_result);
    return {std::move(report)};
}

struct written {
    std::string body;
    field_fate fate;
};

written write(std::string_view standard, const std::vector<model::record>& records) {
    static const adapter_registry adapters = all_adapters(schemas::bundled);
    encode_options options;
    options.now = *parse_rfc3339("2026-11-21T09:30:00Z");
    options.school = {{std::string(model::scheme::brin), "99XX", {}}};
    encoded made = adapters.find(standard)->encode(records, options);
    REQUIRE(made.messages.size() == 1);
    return {made.messages.front().body, std::move(made.fate)};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("UWLR has the live goal and the former one below the hierarchy, and the sentence in the commentary") {
    for (const char* standard : {"uwlr-2.2", "uwlr-2.3"}) {
        const std::string text = write(standard, one_result({translated()}, {evidence()})).body;
        CHECK(has(text, "vocabulaire=\"slo:fo\""));
        CHECK(has(text, ">" + live + "</ingang>"));
        CHECK(has(text, ">" + former + "</ingang>"));
        CHECK(has(text, ">" + smaller + "</ingang>")); // all results of the test name it
        CHECK(has(text, "is hetzelfde doel. Doel 8 draagt bij.</commentaar>"));
    }
}

TEST_CASE("a commentary of the source stays, and what does not fit behind it is left to the loss report") {
    auto records = one_result({translated()}, {});
    std::get<model::progress_report>(records.front()).comment = std::string(120, 'x');
    const std::string text = write("uwlr-2.3", records).body;
    CHECK(has(text, "<commentaar>" + std::string(120, 'x') + "</commentaar>"));
}

TEST_CASE("Edu-V has the live goal as a subject and the explanations as additional information") {
    const std::string text = write("edu-v-results-2.1", one_result({translated()}, {evidence()})).body;
    CHECK(has(text, "\"subjectPrefix\":\"" + live + "\",\"subjectName\":\"Telt tot honderd\""));
    CHECK(has(text, "met dezelfde tekst.\\n\\nDit draagt eraan bij."));
}

TEST_CASE("xAPI has goals as activities of the context, and what became of them as extensions") {
    const std::string text = write("xapi-1.0.3", one_result({translated()}, {evidence()})).body;
    CHECK(has(text, "\"grouping\":[{\"objectType\":\"Activity\",\"id\":\"" + smaller + "\""));
    CHECK(has(text, "\"id\":\"" + live + "\""));
    CHECK(has(text, "\"id\":\"" + former + "\""));
    CHECK(has(text, "\"outcome\":\"contributes\",\"target\":\"" + live + "\",\"claim\":\"in-progress\""));
}
