#include "run.hpp"

#include "comparison.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace schakel::differential {

namespace fs = std::filesystem;

namespace {

fs::path corpus() {
    return test::shared_folder() / "corpus";
}

bool skipped(const standard& of) {
    if (fs::exists(corpus() / of.published.front().file) && conformance::available(conformance::engine::xmllint))
        return false;
    MESSAGE("skipped: the published schemas or xmllint are not here");
    return true;
}

own_engine engine_for(const standard& of) {
    std::string refusal;
    auto engine = own_engine::load(of, refusal);
    REQUIRE_MESSAGE(engine, refusal);
    return std::move(*engine);
}

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

void run_differential(const standard& of, std::size_t messages, std::size_t nightly_messages) {
    if (skipped(of)) return;
    comparison judges(of, corpus(), engine_for(of));
    const std::size_t usual = test::nightly() ? nightly_messages : messages;
    const std::size_t total = test::number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", usual);
    const std::uint64_t seed = test::number_from("SCHAKEL_DIFFERENTIAL_SEED", 1);
    constexpr std::size_t batch = 500; // file names per call, well within what a command line holds
    for (std::size_t first = 0; first < total; first += batch) judges.run(seed, first, std::min(batch, total - first));
    judges.print();
}

void compare_samples(const standard& of, const std::string& folder) {
    if (skipped(of)) return;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(corpus() / folder))
        if (entry.path().extension() == ".xml") files.push_back(entry.path());
    const workspace work(of.name + "-samples");
    const fs::path schema = schema_for(work.path(), "official.xsd", corpus(), of.published);
    const std::vector<judgement> published = judge_by_libxml2(schema, files, work.path());
    const own_engine engine = engine_for(of);
    for (std::size_t i = 0; i < files.size(); ++i) {
        CAPTURE(files[i].string());
        const bool same = engine.judge(contents(files[i])).said == published[i].said;
        CHECK(same);
    }
}

void check_fingerprint(const standard& of) {
    CHECK(fingerprint(of) == of.fingerprint);
}

} // namespace schakel::differential
