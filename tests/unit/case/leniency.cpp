// Deviations of real packages: each is read, and each is told by its own name; what the strict schema refuses is never
// read in silence.
#include "adapters/common/case/leniency.hpp"
#include "adapters/common/case/rules.hpp"
#include "tests/unit/case/case_test.hpp"

#include <map>

using namespace schakel;
using namespace schakel::test;

namespace {

struct deviation {
    const char* rule;
    version which;
    std::string from, to; // replaced in the full package, the first time
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
}

const std::vector<deviation>& deviations() {
    const std::string first = "\"5d0c1f6e-3a44-4f0e-9d5b-000000000002\"";
    static const std::vector<deviation> all{
        {"case.payload-member", version::v1_1, R"("fullStatement": "De leerling telt tot tien.")",
         R"("fullStatement": "x", "CFDocumentURI": {"title": "t", "identifier": "5d0c1f6e-3a44-4f0e-9d5b-000000000000", "uri": "https://a.example/b"})"},
        {"case.newer-member", version::v1_0, "{}", "{}"},
        {"case.unknown-member", version::v1_1, R"("alternativeLabel")", R"("ander label")"},
        {"case.missing-member", version::v1_1, R"("creator": "Stichting Doelen", )", ""},
        {"case.null-member", version::v1_1, R"("notes": "Oefen")", R"("notes": null)"},
        {"case.identifier-form", version::v1_1, first, R"("5D0C1F6E-3A44-4F0E-9D5B-000000000002")"},
        {"case.identifier-form", version::v1_1, first, R"("urn:case:item:77")"},
        {"case.uri-form", version::v1_1, "https://doelen.example/rekenen.pdf", "rekenen.pdf"},
        {"case.moment-form", version::v1_1, "2026-09-01T10:00:00Z", "2026-09-01 10:00:00"},
        {"case.day-form", version::v1_1, R"("2026-08-01")", R"("1-8-2026")"},
        {"case.number-form", version::v1_1, R"("sequenceNumber": 2)", R"("sequenceNumber": "2")"},
        {"case.number-form", version::v1_1, R"("sequenceNumber": 2)", R"("sequenceNumber": 2.5)"},
        {"case.text-form", version::v1_1, R"("version": "2026")", R"("version": 2026)"},
        {"case.object-form", version::v1_1, R"("language": "nl_NL")", R"("language": {"a": 1})"},
        {"case.bare-end", version::v1_1, R"({"title": "Elders", "identifier": "vendor:77", "uri": "urn:fdc:elders:77",
 "targetType": "ext:vendor"})",
         R"("urn:fdc:elders:77")"},
        {"case.single-for-list", version::v1_1, R"(["tellen"])", R"("tellen")"},
        {"case.list-for-single", version::v1_1, R"("abbreviatedStatement": "Telt tot 20")",
         R"("abbreviatedStatement": ["Telt tot 20"])"},
        {"case.association-type", version::v1_1, "isTranslationOf", "covers"},
        {"case.case-version", version::v1_1, R"("caseVersion": "1.1")", R"("caseVersion": "1.2")"},
        {"case.left-behind", version::v1_1, R"("fullStatement": "De leerling telt tot tien.")", R"("notes": "x")"},
        {"case.duplicate", version::v1_1, "-000000000002\"", "-000000000001\""}};
    return all;
}

std::string deviating(const deviation& one) {
    if (one.from == "{}") return full_package(); // 1.1 read as 1.0
    return replaced(full_package(), one.from, one.to);
}

} // namespace

TEST_CASE("every deviation is a warning with its own name, and the package is read") {
    std::map<std::string, int> met;
    for (const deviation& one : deviations()) {
        CAPTURE(one.rule);
        CAPTURE(one.to);
        const auto seen = read(one.which, deviating(one));
        CHECK(!seen.reading.report.rejects());
        const auto ids = ids_of(seen.reading.report.at(layer::rules).findings);
        CHECK(std::ranges::find(ids, one.rule) != ids.end());
        ++met[one.rule];
        CHECK(seen.goals.frameworks().size() == 1);
        CHECK(faults_of(one.which, write(one.which, seen.goals).text).empty()); // lenient in, strict out
    }
    for (std::size_t i = 0; i < cf::leniency_count; ++i) {
        const std::string id(cf::rule_of(static_cast<cf::leniency>(i)).id);
        CHECK_MESSAGE(met.contains(id), id);
    }
}

TEST_CASE("with the profile strict the schema of the standard refuses them") {
    for (const deviation& one : deviations()) {
        CAPTURE(one.rule);
        const bool schema_knows = std::string_view(one.rule) != "case.duplicate";
        CHECK(read(one.which, deviating(one), cf::strict_profile).reading.report.rejects() == schema_knows);
    }
}

// Takes away, doubles or changes one piece of the text at a time: whatever the schema refuses is told as a deviation.
TEST_CASE("nothing that the schema refuses is read in silence") {
    const std::string whole = full_package();
    std::size_t refused = 0, tried = 0;
    for (const std::string_view piece :
         {"\"identifier\"", "\"uri\"", "\"title\"", "\"lastChangeDateTime\"", "\"extensions\"", "\"hierarchyCode\"",
          "\"description\"", "\"notes\"", "\"position\"", "\"subject\"", "\"https://", "\"2026", "2.5", ": {", ": [",
          "1", "\"nl_NL\"", "\"is", "\"ext:"}) {
        for (const std::string_view other : {"\"anders\"", "null", "", "7", "[]", "{}", "\"\"", "\"2026-13-01\""}) {
            for (std::size_t at = whole.find(piece); at != std::string::npos; at = whole.find(piece, at + 1)) {
                std::string text = whole;
                text.replace(at, piece.size(), other);
                findings unheard;
                const auto document = json::document::parse(text, {}, unheard);
                if (!document) continue;
                ++tried;
                goals::memory_goals into;
                const auto reading =
                    cf::read_document(version::v1_1, &schema_of(version::v1_1), {text, nullptr, {}, {}}, {}, into);
                if (schema_of(version::v1_1).validate(*document).empty()) continue;
                ++refused;
                const auto& rules = reading.report.at(layer::rules).findings;
                const bool told =
                    std::ranges::any_of(rules, [](const finding& one) { return one.broken->level != severity::info; });
                CHECK_MESSAGE((told || reading.report.rejects()), text.substr(at > 60 ? at - 60 : 0, 140));
                CHECK_MESSAGE(
                    reading.report.at(layer::schema).findings.empty(), text.substr(at > 60 ? at - 60 : 0, 140)
                );
            }
        }
    }
    MESSAGE(tried, " changed packages, ", refused, " of them not as the schema says");
    CHECK(refused > 500);
}

TEST_CASE("what is no CASE is an error, whatever it is") {
    for (const char* text :
         {"{}", "[]", "7", "null", R"({"CFDocument": {}})", R"({"CFDocument": 5})", R"({"users": []})"})
        CHECK(read(version::v1_1, text).reading.report.rejects());
    CHECK(read(version::v1_1, "").reading.report.rejects());
    CHECK(read(version::v1_1, R"({"CFDocuments": []})").reading.kind == "CFDocuments");
}

TEST_CASE("the rules beyond the schema are told at their place") {
    const auto ids = [](const std::string& from, const std::string& to) {
        return ids_of(read(version::v1_1, replaced(full_package(), from, to)).reading.report.at(layer::rules).findings);
    };
    const auto has = [](const std::vector<std::string>& all, const char* id) {
        return std::ranges::find(all, id) != all.end();
    };
    CHECK(has(ids("\"listEnumeration\": \"a\"", "\"listEnumeration\": \"abcdefghijkl\""), "case.long-value"));
    CHECK(!has(ids("\"listEnumeration\": \"a\"", "\"listEnumeration\": \"ëëëëëëëëëë\""), "case.long-value"));
    CHECK(has(ids("\"statusEndDate\": \"2031-07-31\"", "\"statusEndDate\": \"2020-07-31\""), "case.dates-reversed"));
    CHECK(has(ids("\"Implemented\"", "\"Vastgesteld\""), "case.unusual-status"));
    CHECK(has(ids(R"("targetType": "ext:vendor")", R"("targetType": "CASE")"), "case.dangling"));
    const std::string tail =
        R"("destinationNodeURI": {"title": "Rekenen", "identifier": "5d0c1f6e-3a44-4f0e-9d5b-000000000000")";
    CHECK(has(
        ids(tail, R"("destinationNodeURI": {"title": "Rekenen", "identifier": "5d0c1f6e-3a44-4f0e-9d5b-000000000002")"),
        "case.dangling"
    ));
}
