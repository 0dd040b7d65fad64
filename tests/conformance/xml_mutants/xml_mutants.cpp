// Small documents with broken bytes and tokens: our scanner and engine give the verdict of libxml2 on each, or there is
// a reason.
//
// 20,000 documents for a change, 200,000 when SCHAKEL_NIGHTLY is set; SCHAKEL_DIFFERENTIAL_MESSAGES and
// SCHAKEL_DIFFERENTIAL_SEED (1) choose another run. Documents on which verdicts differ are kept in a directory that the
// output names.
#include "judges.hpp"
#include "mutant.hpp"
#include "tests/conformance/engines/engines.hpp"
#include "tests/conformance/xml_differential/workspace.hpp"
#include "tests/support/environment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>

using namespace schakel;
using namespace schakel::mutants;
namespace fs = std::filesystem;

namespace {

const fs::path schema_file = fs::path(SCHAKEL_SOURCE_DIR) / "tests/conformance/xml_mutants/notes.xsd";

validation::xsd_schema our_schema() {
    const std::array<std::string, 1> names = {"notes.xsd"};
    auto compiled = validation::xsd_schema::compile(names, [](std::string_view) -> std::optional<std::string> {
        std::ifstream in(schema_file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    });
    REQUIRE_MESSAGE(compiled, compiled.error().message);
    return std::move(*compiled);
}

class comparison {
public:
    void run(std::uint64_t seed, std::size_t first, std::size_t count) {
        std::vector<std::string> documents;
        std::vector<fs::path> files;
        for (std::size_t i = first; i < first + count; ++i) {
            documents.push_back(derive(seed, i));
            files.push_back(work_.path() / (std::to_string(i) + ".xml"));
            std::ofstream(files.back(), std::ios::binary) << documents.back();
        }
        const std::vector<opinion> libxml2 = judge_by_libxml2(schema_file, files);
        for (std::size_t i = 0; i < count; ++i) {
            compare(documents[i], files[i], libxml2[i]);
            fs::remove(files[i]);
        }
    }

    void print() const {
        for (const auto& [what, times] : agreed_) std::printf("%8zu %s\n", times, what.c_str());
        for (const auto& [why, times] : excused_) std::printf("%8zu differ: %s\n", times, why.c_str());
    }

private:
    void compare(const std::string& bytes, const fs::path& file, const opinion& libxml2) {
        const opinion ours = judge_by_us(schema_, bytes);
        if (ours.is == libxml2.is) {
            ++agreed_[std::string(name_of(ours.is))];
        } else if (const char* reason = reason_to_differ(libxml2, ours, bytes)) {
            ++excused_[reason];
        } else {
            const fs::path kept = work_.kept() / file.filename();
            fs::copy_file(file, kept, fs::copy_options::overwrite_existing);
            FAIL_CHECK(
                kept.string() << "\nlibxml2: " << name_of(libxml2.is) << " " << libxml2.why
                              << "\nours: " << name_of(ours.is) << " " << ours.why
            );
        }
    }

    differential::workspace work_{"xml-mutants"};
    validation::xsd_schema schema_ = our_schema();
    std::map<std::string, std::size_t> agreed_, excused_;
};

} // namespace

TEST_CASE("broken documents get the verdict of libxml2") {
    if (!conformance::available(conformance::engine::xmllint)) {
        MESSAGE("skipped: xmllint is not here");
        return;
    }
    using namespace schakel::test;
    ::comparison judges;
    const std::size_t total = number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", nightly() ? 200'000 : 20'000);
    const std::uint64_t seed = number_from("SCHAKEL_DIFFERENTIAL_SEED", 1);
    constexpr std::size_t batch = 1000; // file names per call, well within what a command line holds
    for (std::size_t first = 0; first < total; first += batch) judges.run(seed, first, std::min(batch, total - first));
    judges.print();
}
