// One bad case for every rule: json_schema_cases/<rule>/ holds schema.json, instance.json where the rule is about a
// document, and report.txt with what is told. With SCHAKEL_REGENERATE=1 in the environment the reports are written
// instead of compared; review them as a diff.
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

using namespace schakel;
using namespace schakel::validation;

namespace {

namespace fs = std::filesystem;

const fs::path cases = SCHAKEL_SOURCE_DIR "/tests/unit/validation/json_schema_cases";

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string told(const finding& f) {
    std::string line(f.broken->id);
    if (f.where.line > 0) line += " " + std::to_string(f.where.line) + ":" + std::to_string(f.where.column);
    line += " \"" + f.where.path + "\"";
    if (!f.expected.empty()) line += " expected \"" + f.expected + "\"";
    if (!f.got.empty()) line += " got \"" + f.got + "\"";
    return line + "\n  " + f.text(language::nl) + "\n  " + f.text(language::en) + "\n";
}

struct outcome {
    std::string report;
    std::set<std::string, std::less<>> rules;

    void add(const finding& f) {
        report += told(f);
        rules.emplace(f.broken->id);
    }
};

constexpr std::string_view web = "https://example.org/"; // where the files of a case are said to be

outcome run(const fs::path& folder) {
    outcome out;
    const auto schema = json_schema::compile("schema.json", [&](std::string_view name) {
        if (name.starts_with(web)) name.remove_prefix(web.size());
        return fs::is_regular_file(folder / name) ? std::optional(read(folder / name)) : std::nullopt;
    });
    REQUIRE_MESSAGE(schema, schema.error().message);
    for (const schema_remark& r : schema->remarks()) out.add(r.what);
    const std::string text = read(folder / "instance.json");
    if (text.empty()) return out;
    findings found;
    const auto document = json::document::parse(text, {.depth = 1000}, found);
    REQUIRE(document);
    for (const finding& f : schema->validate(*document, {.findings = 20})) out.add(f);
    return out;
}

void check_case(const rule& r) {
    const fs::path folder = cases / r.id;
    CAPTURE(std::string(r.id));
    REQUIRE_MESSAGE(fs::exists(folder / "schema.json"), "the rule has no bad case");
    const outcome out = run(folder);
    CHECK(out.rules.contains(r.id));
    const char* regenerate = std::getenv("SCHAKEL_REGENERATE");
    if (regenerate && std::string_view(regenerate) == "1")
        std::ofstream(folder / "report.txt", std::ios::binary) << out.report;
    CHECK(read(folder / "report.txt") == out.report);
}

} // namespace

TEST_CASE("every rule of JSON Schema has a bad case, told as its report says") {
    for (const rule& r : json_schema_rules()) check_case(r);
}

TEST_CASE("every remark on schemas has a case, told as its report says") {
    for (const rule& r : json_schema_remark_rules()) check_case(r);
}

TEST_CASE("every case is of a rule that exists") {
    std::set<std::string_view> ids;
    for (const rule& r : json_schema_rules()) ids.insert(r.id);
    for (const rule& r : json_schema_remark_rules()) ids.insert(r.id);
    for (const auto& entry : fs::directory_iterator(cases)) CHECK(ids.contains(entry.path().filename().string()));
}
