// Compares verdicts on thousands of derived UWLR messages. The published schemas, judged by libxml2, are held against
// the text of our own schemas, judged by libxml2 as well (is the text right?), and against our engine (is the validator
// right?).
//
// SCHAKEL_DIFFERENTIAL_MESSAGES (20000) and SCHAKEL_DIFFERENTIAL_SEED (1) choose another run; SCHAKEL_SHARED tells
// where the published schemas are. Messages on which verdicts differ are kept in a directory that the output names.

#include "comparison.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

using namespace schakel::differential;
namespace fs = std::filesystem;

namespace {

std::size_t number_from(const char* variable, std::size_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

fs::path published_schemas() {
    const char* set = std::getenv("SCHAKEL_SHARED");
    return (set ? fs::path(set) : fs::path(SCHAKEL_SOURCE_DIR) / ".." / "shared") / "corpus/uwlr/Schemas";
}

} // namespace

TEST_CASE("derived UWLR messages get the verdict of the published schemas") {
    const fs::path published = published_schemas();
    if (!fs::exists(published / "UWLR_Leerresultaten_v2p2.xsd") || !xmllint::available()) {
        MESSAGE("skipped: the published schemas or xmllint are not here");
        return;
    }
    std::string refusal;
    auto engine = own_engine::load(refusal);
    REQUIRE_MESSAGE(engine, refusal);

    comparison judges(published, fs::path(SCHAKEL_SOURCE_DIR) / "schemas", std::move(*engine));
    const std::size_t total = number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", 20'000);
    const std::uint64_t seed = number_from("SCHAKEL_DIFFERENTIAL_SEED", 1);
    constexpr std::size_t batch = 500; // file names per call, well within what a command line holds
    for (std::size_t first = 0; first < total; first += batch) judges.run(seed, first, std::min(batch, total - first));
    judges.print();
}
