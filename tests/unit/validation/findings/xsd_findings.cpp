// A bad case for every rule of the XSD engine, with the report that its sender reads. A file of `cases` is named after
// its rule and holds a schema (the inside of xs:schema for namespace urn:t), a document and the report.
//
// SCHAKEL_REGENERATE=1 writes the reports anew, to be reviewed as a diff.
#include "tests/unit/validation/xsd_case.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;
using schakel::language;

namespace {

const fs::path folder = SCHAKEL_SOURCE_DIR "/tests/unit/validation/findings/cases";

struct bad_case {
    std::string schema, document, report;
};

bad_case read_case(const fs::path& file) {
    bad_case out;
    std::ifstream in(file);
    std::string* part = nullptr;
    for (std::string line; std::getline(in, line);) {
        if (line == "--- schema")
            part = &out.schema;
        else if (line == "--- document")
            part = &out.document;
        else if (line == "--- report")
            part = &out.report;
        else if (part != nullptr)
            *part += line + "\n";
    }
    return out;
}

void write_case(const fs::path& file, const bad_case& one) {
    std::ofstream(file) << "--- schema\n"
                        << one.schema << "--- document\n"
                        << one.document << "--- report\n"
                        << one.report;
}

std::string report_of(const schakel::findings& found) {
    std::string out;
    for (const auto& f : found) {
        out += std::to_string(f.where.line) + ":" + std::to_string(f.where.column) + " " + std::string(f.broken->id);
        out += " (" + std::string(f.effective_clause()) + ")\n";
        out += "  at        " + f.where.path + "\n";
        out += "  found     " + f.got + "\n";
        out += "  expected  " + f.expected + "\n";
        out += "  nl        " + f.text(language::nl) + "\n";
        out += "  en        " + f.text(language::en) + "\n";
    }
    return out;
}

std::size_t sentences(std::string_view text) {
    std::size_t count = text.ends_with('.') ? 1 : 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) count += text[i] == '.' && text[i + 1] == ' ' ? 1 : 0;
    return count;
}

} // namespace

TEST_CASE("every rule has a bad case with the report that its sender reads") {
    const char* wish = std::getenv("SCHAKEL_REGENERATE");
    for (const auto& rule : schakel::validation::xsd_rules()) {
        const fs::path file = folder / (std::string(rule.id) + ".txt");
        CAPTURE(file.filename().string());
        REQUIRE(fs::exists(file));
        bad_case one = read_case(file);
        schakel::document_limits limits;
        if (rule.id == "xsd.more-findings") limits.findings = 2;
        const auto outcome = xsd_case::compiled(one.schema).validate(one.document, limits);
        REQUIRE(outcome.well_formed);
        const auto& found = outcome.schema_findings;
        CHECK(std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.broken == &rule; }));
        const std::string report = report_of(found);
        if (wish != nullptr && std::string_view(wish) == "1") {
            one.report = report;
            write_case(file, one);
        }
        CHECK(report == one.report);
    }
}

TEST_CASE("every bad case is one of a rule") {
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto rules = schakel::validation::xsd_rules();
        CHECK_MESSAGE(
            std::any_of(
                rules.begin(), rules.end(), [&](const auto& r) { return r.id == entry.path().stem().string(); }
            ),
            entry.path().string()
        );
    }
}

TEST_CASE("every rule has texts in both languages and a paragraph on repair") {
    for (const auto& rule : schakel::validation::xsd_rules()) {
        CAPTURE(rule.id);
        CHECK(rule.id.starts_with("xsd."));
        CHECK(rule.clause.starts_with("XSD 1.0"));
        CHECK(sentences(rule.text_nl) == 1);
        CHECK(sentences(rule.text_en) == 1);
        for (const std::string_view repair : {rule.repair_nl, rule.repair_en}) {
            CHECK(sentences(repair) >= 2);
            CHECK(repair.find('{') == std::string_view::npos); // nobody fills in a repair text
        }
    }
}
