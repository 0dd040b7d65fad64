// The public JSON Schema Test Suite: every mandatory test of both drafts, and the optional tests with the reason for
// each file that does not hold. The suite's remotes are the catalogue.
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>

using namespace schakel;
using namespace schakel::validation;

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

fs::path suite() {
    return test::shared_folder() / "corpus/json-schema-test-suite";
}

struct score {
    int right = 0, refused = 0, wrong = 0;
    std::string told; // what was not right

    score& operator+=(const score& other) {
        right += other.right;
        refused += other.refused;
        wrong += other.wrong;
        told += other.told;
        return *this;
    }
};

json::document parsed(const std::string& text) {
    findings found;
    auto document = json::document::parse(text, {}, found);
    REQUIRE(document);
    return std::move(*document);
}

// Schemas without $schema are of the newest draft for us; the suite means the draft of its folder.
std::string of_draft(json::value schema, std::string_view dialect) {
    const std::string text(schema.raw());
    if (!schema.is(json::kind::object) || schema.member("$schema")) return text;
    return "{\"$schema\": \"" + std::string(dialect) + "\"" + (schema.size() == 0 ? "" : ",") + text.substr(1);
}

using formats = json_schema_options::formats;

void run_group(json::value group, std::string_view dialect, const std::string& file, formats how, score& s) {
    const std::string text = of_draft(group.member("schema"), dialect);
    const schema_catalogue catalogue = [&](std::string_view name) -> std::optional<std::string> {
        constexpr std::string_view local = "http://localhost:1234/";
        if (name == "schema-under-test.json") return text;
        if (!name.starts_with(local)) return std::nullopt;
        const fs::path remote = suite() / "remotes" / name.substr(local.size());
        return fs::is_regular_file(remote) ? std::optional(read(remote)) : std::nullopt;
    };
    const auto schema = json_schema::compile("schema-under-test.json", catalogue, {.format = how});
    const std::string title = file + ": " + std::string(group.member("description").text()) + ": ";
    const json::value tests = group.member("tests");
    if (!schema) {
        s.refused += static_cast<int>(tests.size());
        s.told += title + "refused: " + schema.error().message + "\n";
        return;
    }
    for (json::value test = tests.first_child(); test; test = test.next_sibling()) {
        const json::document instance = parsed(std::string(test.member("data").raw()));
        const bool valid = !has_error(schema->validate(instance));
        const bool right = valid == test.member("valid").boolean();
        ++(right ? s.right : s.wrong);
        if (!right) s.told += title + std::string(test.member("description").text()) + "\n";
    }
}

score run_file(const fs::path& file, std::string_view dialect, formats how) {
    score s;
    const json::document document = parsed(read(file));
    for (json::value group = document.root().first_child(); group; group = group.next_sibling())
        run_group(group, dialect, file.filename().string(), how, s);
    return s;
}

score run_folder(const fs::path& folder, std::string_view dialect, formats how) {
    score s;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file()) s += run_file(entry.path(), dialect, how);
    MESSAGE(
        folder.filename().string(), ": ", s.right, " right, ", s.refused, " refused at load, ", s.wrong, " wrong\n",
        s.told
    );
    return s;
}

bool suite_is_here() {
    if (fs::exists(suite())) return true;
    MESSAGE("SKIPPED: the JSON Schema Test Suite is not here");
    return false;
}

constexpr std::string_view seven = "http://json-schema.org/draft-07/schema#";
constexpr std::string_view twenty_twenty = "https://json-schema.org/draft/2020-12/schema";

} // namespace

TEST_CASE("JSON Schema Test Suite, draft-07: every mandatory test") {
    if (!suite_is_here()) return;
    const score s = run_folder(suite() / "tests/draft7", seven, formats::declared);
    CHECK(s.right > 900);
    CHECK(s.refused == 0);
    CHECK(s.wrong == 0);
}

TEST_CASE("JSON Schema Test Suite, 2020-12: every mandatory test") {
    if (!suite_is_here()) return;
    const score s = run_folder(suite() / "tests/draft2020-12", twenty_twenty, formats::declared);
    CHECK(s.right > 1100);
    CHECK(s.refused == 0);
    CHECK(s.wrong == 0);
}

// The optional files that do not hold, and why.
struct exception {
    std::string_view file, reason;
    int wrong, refused;
};
constexpr std::array exceptions{
    exception{"cross-draft.json", "the dialect 2019-09 is refused by name", 0, 1},
    exception{
        "dependencies-compatibility.json", "2020-12 has no such keyword: it is a remark and checks nothing", 14, 0},
};

TEST_CASE("JSON Schema Test Suite, 2020-12: the optional tests hold but for reasoned exceptions") {
    if (!suite_is_here()) return;
    const fs::path optional = suite() / "tests/draft2020-12/optional";
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(optional))
        if (entry.is_regular_file()) files.push_back(entry.path());
    score all;
    for (const fs::path& file : files) {
        const bool is_format = file.parent_path().filename() == "format";
        const score s = run_file(file, twenty_twenty, is_format ? formats::asserted : formats::declared);
        const auto* known = std::ranges::find(exceptions, file.filename().string(), &exception::file);
        CHECK_MESSAGE(s.wrong == (known == exceptions.end() ? 0 : known->wrong), s.told);
        CHECK_MESSAGE(s.refused == (known == exceptions.end() ? 0 : known->refused), s.told);
        all += s;
    }
    MESSAGE("optional: ", all.right, " right, ", all.refused, " refused at load, ", all.wrong, " wrong");
}
