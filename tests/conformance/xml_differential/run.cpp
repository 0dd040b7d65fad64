#include "run.hpp"

#include "comparison.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace schakel::differential {

namespace fs = std::filesystem;

void run_differential(const standard& of, std::size_t messages, std::size_t nightly_messages) {
    const fs::path corpus = test::shared_folder() / "corpus";
    if (!fs::exists(corpus / of.published.front().file) || !conformance::available(conformance::engine::xmllint)) {
        MESSAGE("skipped: the published schemas or xmllint are not here");
        return;
    }
    std::string refusal;
    auto engine = own_engine::load(of, refusal);
    REQUIRE_MESSAGE(engine, refusal);

    comparison judges(of, corpus, std::move(*engine));
    const std::size_t total =
        test::number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", test::nightly() ? nightly_messages : messages);
    const std::uint64_t seed = test::number_from("SCHAKEL_DIFFERENTIAL_SEED", 1);
    constexpr std::size_t batch = 500; // file names per call, well within what a command line holds
    for (std::size_t first = 0; first < total; first += batch) judges.run(seed, first, std::min(batch, total - first));
    judges.print();
}

void check_fingerprint(const standard& of) {
    CHECK(fingerprint(of) == of.fingerprint);
}

} // namespace schakel::differential
