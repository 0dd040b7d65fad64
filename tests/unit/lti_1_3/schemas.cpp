// Our schemas against launches of the certification suite and traffic of real products, where those are present.
#include "gateway/validation/json_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace schakel;

namespace {

const auto corpus = test::shared_folder() / "corpus/lti";

bool absent() {
    if (std::filesystem::exists(corpus)) return false;
    MESSAGE("skipped: no corpus/lti beside the project");
    return true;
}

json::document read(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    findings found;
    auto document = json::document::parse(text.str(), {}, found);
    REQUIRE_MESSAGE(document, file.string());
    return std::move(*document);
}

// The pointer says which part of the file is the message.
findings judge(const std::string& schema, const std::filesystem::path& file, std::string_view pointer = "") {
    const auto compiled = validation::json_schema::compile(
        "lti/1.3/" + schema + ".schema.json",
        [](std::string_view name) -> std::optional<std::string> { return schemas::bundled(name); }
    );
    REQUIRE(compiled);
    const json::document document = read(corpus / file);
    return compiled->validate(document.root().find(pointer), document.bytes());
}

} // namespace

TEST_CASE("every valid launch of the certification suite is valid, and so is its deep linking request") {
    if (absent()) return;
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(corpus / "launch-1p3/valid")) {
        CHECK_MESSAGE(judge("launch", entry.path()).empty(), entry.path().filename().string());
        ++seen;
    }
    CHECK(seen >= 11);
    CHECK(judge("launch", "deep-linking/request.payload.json").empty());
}

TEST_CASE("every launch whose claims the suite calls invalid is invalid") {
    if (absent()) return;
    for (const auto& entry : std::filesystem::directory_iterator(corpus / "launch-1p3/invalid")) {
        const std::string name = entry.path().filename().string();
        if (name.find("kid") != std::string::npos) continue;  // the fault is in the header
        if (name.starts_with("user-claim-missing")) continue; // an anonymous launch: left to the person's route
        CHECK_MESSAGE(has_error(judge("launch", entry.path())), name);
    }
}

TEST_CASE("what a real tool sends is valid") {
    if (absent()) return;
    CHECK(judge("deep_linking_response", "tool-traffic/deep-linking-response.json", "/payload").empty());
    CHECK(judge("score", "tool-traffic/ags-score.request.json", "/body").empty());
    CHECK(judge("score", "tool-traffic/ags-score-pending-manual.request.json", "/body").empty());
    CHECK(judge("line_item", "tool-traffic/ags-lineitem-create.request.json", "/body").empty());
    CHECK(judge("line_item", "tool-traffic/ags-lineitem-update.request.json", "/body").empty());
    CHECK(judge("registration", "tool-traffic/dynamic-registration.request.json", "/body").empty());
}

TEST_CASE("what real platforms answer is valid") {
    if (absent()) return;
    CHECK(judge("memberships", "services/canvas-nrps.response.json").empty());
    CHECK(judge("memberships", "services/moodle-nrps.response.json").empty());
    for (const char* place : {"/0", "/1"}) {
        CHECK(judge("line_item", "services/canvas-ags-lineitems.response.json", place).empty());
        CHECK(judge("line_item", "services/moodle-ags-lineitems.response.json", place).empty());
    }
}
