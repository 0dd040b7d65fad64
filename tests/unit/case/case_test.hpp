// What the tests of CASE share: documents read and written, an invented framework, the packages of the corpus.
#pragma once

#include "adapters/common/case/document_reader.hpp"
#include "adapters/common/case/package_writer.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "gateway/validation/json_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace schakel::test {

using cf::version;

inline const validation::json_schema& schema_of(version which) {
    static const auto compile = [](std::string_view name) {
        auto made = validation::json_schema::compile(name, schemas::bundled);
        REQUIRE(made);
        return *std::move(made);
    };
    static const auto older = compile("case/1.0/objects.schema.json");
    static const auto newer = compile("case/1.1/objects.schema.json");
    return which == version::v1_0 ? older : newer;
}

inline json::document parsed(std::string_view text) {
    findings found;
    auto made = json::document::parse(text, {}, found);
    REQUIRE_MESSAGE(made, text.substr(0, 200));
    return *std::move(made);
}

struct read_package {
    goals::memory_goals goals;
    goal_reading reading;
};

inline read_package read(version which, std::string_view text, std::string_view profile = {}) {
    read_package made{goals::memory_goals(instant(1h), "test"), {}};
    goal_reading_options options;
    options.document.profile = profile;
    options.document.limits.nodes = 50'000'000;
    made.reading = cf::read_document(which, &schema_of(which), {text, nullptr, {}, {}}, options, made.goals);
    return made;
}

struct written_package {
    std::string text;
    field_fate fate;
    findings refused;
};

inline written_package write(version which, const goal_view& view) {
    written_package made;
    const auto writer = cf::write_package(which, view, {});
    while (writer->next(made.text)) {
    }
    made.fate = writer->fate();
    made.refused = writer->refused();
    return made;
}

// What the strict schema of the version says of it.
inline std::string faults_of(version which, std::string_view text) {
    std::string all;
    for (const finding& one : schema_of(which).validate(parsed(text)))
        all += one.where.path + ": " + one.text(language::en) + "\n";
    return all;
}

inline std::vector<std::string> ids_of(const findings& found) {
    std::vector<std::string> all;
    for (const finding& one : found) all.emplace_back(one.broken->id);
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// The packages of the corpus; none where it is absent.
inline std::vector<std::filesystem::path> corpus_packages() {
    std::vector<std::filesystem::path> all;
    const auto folder = shared_folder() / "corpus/goals/case";
    if (!std::filesystem::exists(folder)) return all;
    for (const auto& one : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = one.path().filename().string();
        if (name.ends_with(".json") && name != "all.cfdocuments.json") all.push_back(one.path());
    }
    std::ranges::sort(all);
    return all;
}

// An invented framework of 1.1 that fills every member of every class, and keeps to the standard.
std::string full_package();

} // namespace schakel::test
