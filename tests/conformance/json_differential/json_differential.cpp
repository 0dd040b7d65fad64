// Our JSON Schema engine beside ajv: on messages of the bundled schemas that were changed at random, and on random
// schemas of both drafts that use all keywords.
//
// SCHAKEL_DIFFERENTIAL_SEED (1) and SCHAKEL_DIFFERENTIAL_MESSAGES choose another run; SCHAKEL_NIGHTLY makes it larger.
#include "comparison.hpp"
#include "generated_schema.hpp"
#include "mutation.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

using namespace schakel;
using namespace schakel::json_differential;
namespace fs = std::filesystem;

namespace {

std::size_t wanted(std::size_t per_change) {
    const std::size_t usual = test::nightly() ? 120'000 : per_change;
    return test::number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", usual);
}

test::chance seeded(std::uint64_t stream) {
    return test::chance(test::number_from("SCHAKEL_DIFFERENTIAL_SEED", 1) * 1'000'003 + stream);
}

bool skipped() {
    if (ajv::available()) return false;
    MESSAGE("skipped: node or ajv is not here; run npm ci in tests/conformance");
    return true;
}

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<tree> golden_messages(const std::string& adapter, const std::string& encoded) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SCHAKEL_SOURCE_DIR) / "tests/adapters")) {
        const std::string name = entry.path().filename().string();
        const bool own = entry.path().string().find(adapter) != std::string::npos && name == "input.json";
        const bool made =
            name.starts_with("becomes." + encoded) && name.ends_with(".json") && !name.ends_with("loss.json");
        if (own || made) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<tree> messages;
    for (const fs::path& file : files) {
        findings found;
        const auto document = json::document::parse(contents(file), {.bytes = 40'000}, found);
        if (document) messages.push_back(copied(document->root()));
    }
    return messages;
}

// Pieces of all messages that may take the place of others, the small ones.
std::vector<tree> pieces(std::vector<tree> messages) {
    std::vector<tree> all;
    for (tree& message : messages)
        for (const tree* one : all_within(message))
            if (one->is_container() && written(*one).size() < 400) all.push_back(*one);
    return all;
}

struct standard {
    const char* name;
    const char* schema;
    const char* adapter; // in the path of its golden messages
    const char* encoded; // in the names of those that others become
};

constexpr standard standards[] = {
    {"xAPI 1.0.3", "xapi/1.0.3/statement.schema.json", "xapi_1_0_3", "xapi-1.0.3"},
    {"Edu-V results 2.1", "edu_v/results-2.1.0/results.schema.json", "edu_v_results_2_1", "edu-v-results-2.1"},
};

} // namespace

TEST_CASE("changed messages of the bundled schemas get the verdict and the places of ajv") {
    if (skipped()) return;
    for (std::size_t which = 0; which < std::size(standards); ++which) {
        const standard& one = standards[which];
        CAPTURE(one.name);
        const auto schema = validation::json_schema::compile(one.schema, schemas::bundled);
        REQUIRE(schema);
        findings none;
        const auto document = json::document::parse(*schemas::bundled(one.schema), {}, none);
        REQUIRE(document);
        vocabulary words;
        words.learn(document->root());
        const std::vector<tree> messages = golden_messages(one.adapter, one.encoded);
        REQUIRE(messages.size() > 10);
        const std::vector<tree> others = pieces(messages);

        const test::temporary_folder folder;
        ajv judge(folder.path());
        judge.schema(draft::twenty_twenty, written(copied(document->root())));
        test::chance random = seeded(which);
        std::vector<std::string> instances;
        for (std::size_t i = 0; i < wanted(20'000) / std::size(standards); ++i) {
            tree message = i < messages.size() ? messages[i] : random.pick(messages);
            if (i >= messages.size()) mutate(message, words, others, random);
            instances.push_back(written(message));
            judge.instance(instances.back());
        }
        const std::vector<ajv::answer> answers = judge.judge();
        REQUIRE(answers.size() == instances.size() + 1);
        REQUIRE_MESSAGE(!answers[0].refused, answers[0].why);
        comparison both;
        for (std::size_t i = 0; i < instances.size(); ++i)
            both.compare(*schema, one.schema, instances[i], answers[i + 1]);
        both.print(one.name);
        CHECK(both.counted().valid * 20 > both.counted().instances); // both verdicts were asked for
        CHECK(both.counted().invalid * 3 > both.counted().instances);
    }
}

namespace {

struct question {
    std::size_t schema; // index of the answer about it
    std::size_t answer;
    std::string instance;
};

void compare_generated(draft version, std::uint64_t stream, std::size_t total) {
    constexpr std::size_t per_schema = 12;
    const test::temporary_folder folder;
    ajv judge(folder.path());
    test::chance random = seeded(stream);
    std::map<std::size_t, std::string> texts;
    std::vector<question> questions;
    while (questions.size() < total) {
        tree made = generated_schema(version, random);
        if (made.what == tree::kind::object && version == draft::seven)
            made.set("$schema", tree::text("http://json-schema.org/draft-07/schema#"));
        const std::string text = written(made);
        const std::size_t schema = judge.schema(version, text);
        texts[schema] = text;
        for (std::size_t i = 0; i < per_schema; ++i) {
            const std::string instance = written(generated_document(random));
            questions.push_back({schema, judge.instance(instance), instance});
        }
    }
    const std::vector<ajv::answer> answers = judge.judge();
    REQUIRE(!answers.empty());

    comparison both;
    std::size_t refused = 0;
    for (std::size_t i = 0; i < questions.size(); i += per_schema) {
        const std::string& text = texts[questions[i].schema];
        const ajv::answer& compiled = answers[questions[i].schema];
        const auto schema = validation::json_schema::compile("main", [&](std::string_view name) {
            return name == "main" ? std::optional(text) : std::nullopt;
        });
        if (schema.has_value() == compiled.refused)
            FAIL_CHECK(
                "only one of both takes the schema\n", text, "\najv: ", compiled.why,
                "\nours: ", schema ? "" : schema.error().message
            );
        if (!schema || compiled.refused) {
            ++refused;
            continue;
        }
        for (std::size_t j = i; j < i + per_schema; ++j)
            both.compare(*schema, text, questions[j].instance, answers[questions[j].answer]);
    }
    both.print(version == draft::seven ? "random schemas, draft-07" : "random schemas, 2020-12");
    CHECK(refused * 20 < texts.size());
    CHECK(both.counted().not_judged * 100 < both.counted().instances);
    CHECK(both.counted().unevaluated * 500 < both.counted().instances);
    CHECK(both.counted().empty_arrays * 500 < both.counted().instances);
    CHECK(both.counted().valid * 5 > both.counted().instances);
    CHECK(both.counted().invalid * 5 > both.counted().instances);
}

} // namespace

TEST_CASE("random schemas of draft-07 get the verdicts and the places of ajv") {
    if (!skipped()) compare_generated(draft::seven, 7, wanted(20'000) / 2);
}

TEST_CASE("random schemas of 2020-12 get the verdicts and the places of ajv") {
    if (!skipped()) compare_generated(draft::twenty_twenty, 2020, wanted(20'000) / 2);
}
