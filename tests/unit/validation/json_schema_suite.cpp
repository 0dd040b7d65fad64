// The mandatory tests of the public JSON Schema Test Suite. What the engine does not support it has to refuse when the
// schema is loaded: a wrong verdict is never allowed.
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
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
    const char* shared = std::getenv("SCHAKEL_SHARED");
    return fs::path(shared ? shared : SCHAKEL_SOURCE_DIR "/../shared") / "corpus/json-schema-test-suite";
}

struct score {
    int right = 0, refused = 0, wrong = 0;
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

void run_group(json::value group, std::string_view dialect, const std::string& file, score& s) {
    const std::string text = of_draft(group.member("schema"), dialect);
    const schema_catalogue catalogue = [&](std::string_view name) -> std::optional<std::string> {
        constexpr std::string_view local = "http://localhost:1234/";
        if (name == "schema-under-test.json") return text;
        if (!name.starts_with(local)) return std::nullopt;
        const fs::path remote = suite() / "remotes" / name.substr(local.size());
        return fs::is_regular_file(remote) ? std::optional(read(remote)) : std::nullopt;
    };
    const auto schema = json_schema::compile("schema-under-test.json", catalogue);
    const json::value tests = group.member("tests");
    if (!schema) {
        s.refused += static_cast<int>(tests.size());
        MESSAGE(file, ": ", std::string(group.member("description").text()), ": refused: ", schema.error().message);
        return;
    }
    for (json::value test = tests.first_child(); test; test = test.next_sibling()) {
        const json::document instance = parsed(std::string(test.member("data").raw()));
        const bool valid = !has_error(schema->validate(instance));
        const bool right = valid == test.member("valid").boolean();
        ++(right ? s.right : s.wrong);
        CHECK_MESSAGE(
            right, file, ": ", std::string(group.member("description").text()), ": ",
            std::string(test.member("description").text())
        );
    }
}

score run_draft(const std::string& folder, std::string_view dialect) {
    score s;
    for (const auto& entry : fs::directory_iterator(suite() / "tests" / folder)) {
        if (!entry.is_regular_file() || entry.path().filename() == "format.json") continue; // format is asserted here
        const json::document document = parsed(read(entry.path()));
        for (json::value group = document.root().first_child(); group; group = group.next_sibling())
            run_group(group, dialect, entry.path().filename().string(), s);
    }
    MESSAGE(folder, ": ", s.right, " right, ", s.refused, " refused at load, ", s.wrong, " wrong");
    return s;
}

} // namespace

TEST_CASE("JSON Schema Test Suite, draft-07") {
    if (!fs::exists(suite())) {
        MESSAGE("SKIPPED: the JSON Schema Test Suite is not here");
        return;
    }
    const score s = run_draft("draft7", "http://json-schema.org/draft-07/schema#");
    CHECK(s.wrong == 0);
}

TEST_CASE("JSON Schema Test Suite, 2020-12") {
    if (!fs::exists(suite())) {
        MESSAGE("SKIPPED: the JSON Schema Test Suite is not here");
        return;
    }
    const score s = run_draft("draft2020-12", "https://json-schema.org/draft/2020-12/schema");
    CHECK(s.wrong == 0);
}
