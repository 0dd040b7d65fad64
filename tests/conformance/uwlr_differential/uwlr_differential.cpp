// Compares verdicts on thousands of derived UWLR messages: the published schemas judged by libxml2 against our own
// schema texts, judged by libxml2 as well.
//
// SCHAKEL_DIFFERENTIAL_MESSAGES (20000) and SCHAKEL_DIFFERENTIAL_SEED (1) choose another run; SCHAKEL_SHARED tells
// where the published schemas are. Messages on which verdicts differ are kept in a directory that the output names.

#include "derived_message.hpp"
#include "xmllint.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace schakel::differential;
namespace fs = std::filesystem;
using verdict = xmllint::verdict;

std::size_t number_from(const char* variable, std::size_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

fs::path published_schemas() {
    const char* set = std::getenv("SCHAKEL_SHARED");
    return (set ? fs::path(set) : fs::path(SCHAKEL_SOURCE_DIR) / ".." / "shared") / "corpus/uwlr/Schemas";
}

// A directory for the files that xmllint reads; it stays behind when messages were kept in it.
class workspace {
public:
    workspace() { fs::create_directories(kept()); }
    ~workspace() {
        std::error_code ignored;
        if (fs::is_empty(kept(), ignored)) fs::remove_all(path_, ignored);
    }
    workspace(const workspace&) = delete;
    workspace& operator=(const workspace&) = delete;

    const fs::path& path() const { return path_; }
    fs::path kept() const { return path_ / "kept"; }

private:
    fs::path path_ = fs::temp_directory_path() / ("schakel-differential-" + std::to_string(getpid()));
};

std::vector<schema_document> documents(const fs::path& folder, const std::array<const char*, 4>& files) {
    constexpr std::array spaces = {
        vocabulary::envelope, vocabulary::authorisation, vocabulary::results, vocabulary::definitions};
    std::vector<schema_document> list;
    for (std::size_t i = 0; i < files.size(); ++i)
        list.push_back({std::string(uri_of(spaces[i])), fs::canonical(folder / files[i])});
    return list;
}

struct tally {
    std::size_t messages = 0, valid = 0, invalid = 0, text_differs = 0;

    void add(const tally& other) {
        messages += other.messages;
        valid += other.valid;
        invalid += other.invalid;
        text_differs += other.text_differs;
    }
    void print(std::string_view name) const {
        std::printf(
            "%-15.*s %9zu %9zu %9zu %12zu\n", static_cast<int>(name.size()), name.data(), messages, valid, invalid,
            text_differs
        );
    }
};

class comparison {
public:
    explicit comparison(const fs::path& published)
        : official_(
              work_.path(), "official.xsd",
              documents(
                  published, {"SOAP_Envelope.xsd", "UWLR_Autorisatie_v2p2.xsd", "UWLR_Leerresultaten_v2p2.xsd",
                              "UWLR_Toetsdefinities_v2p2.xsd"}
              )
          ),
          own_(
              work_.path(), "own.xsd",
              documents(
                  fs::path(SCHAKEL_SOURCE_DIR) / "schemas",
                  {"soap/1.1/envelope.xsd", "uwlr/2.2/autorisatie.xsd", "uwlr/2.2/leerresultaten.xsd",
                   "uwlr/2.2/toetsdefinities.xsd"}
              )
          ) {}

    void run(std::uint64_t seed, std::size_t first, std::size_t count) {
        std::vector<derived_message> messages;
        std::vector<fs::path> files;
        for (std::size_t i = 0; i < count; ++i) {
            messages.push_back(derive(seed, first + i));
            files.push_back(work_.path() / (std::to_string(first + i) + ".xml"));
            std::ofstream(files.back(), std::ios::binary) << messages.back().for_judge;
        }
        auto published = std::async(std::launch::async, [&] { return official_.judge(files); });
        const std::vector<verdict> text = own_.judge(files);
        const std::vector<verdict> expected = published.get();
        for (std::size_t i = 0; i < count; ++i) {
            compare(messages[i], files[i], expected[i], text[i]);
            fs::remove(files[i]);
        }
    }

    void print() const {
        std::printf("\n%-15s %9s %9s %9s %12s\n", "message", "number", "valid", "invalid", "differences");
        tally all;
        for (std::size_t kind = 0; kind < message_kinds; ++kind) {
            tallies_[kind].print(name_of(static_cast<message_kind>(kind)));
            all.add(tallies_[kind]);
        }
        all.print("all");
    }

private:
    void compare(const derived_message& message, const fs::path& file, verdict expected, verdict text) {
        tally& count = tallies_[static_cast<std::size_t>(message.kind)];
        ++count.messages;
        count.valid += expected == verdict::valid;
        count.invalid += expected == verdict::invalid;
        count.text_differs += text != expected;
        if (expected == verdict::none)
            keep(message, file, "has no verdict: is it well-formed?");
        else if (text != expected)
            keep(message, file, "gets another verdict from the text of our schemas");
    }

    void keep(const derived_message& message, const fs::path& file, const char* why) {
        const fs::path kept = work_.kept() / file.filename();
        std::ofstream(kept, std::ios::binary) << message.bytes;
        FAIL_CHECK(kept.string() << " " << why);
    }

    workspace work_;
    xmllint official_;
    xmllint own_;
    std::array<tally, message_kinds> tallies_{};
};

} // namespace

TEST_CASE("our UWLR schemas give the verdict of the published ones on derived messages") {
    const fs::path published = published_schemas();
    if (!fs::exists(published / "UWLR_Leerresultaten_v2p2.xsd") || !xmllint::available()) {
        MESSAGE("skipped: the published schemas or xmllint are not here");
        return;
    }
    comparison both(published);
    const std::size_t total = number_from("SCHAKEL_DIFFERENTIAL_MESSAGES", 20'000);
    const std::uint64_t seed = number_from("SCHAKEL_DIFFERENTIAL_SEED", 1);
    constexpr std::size_t batch = 500; // file names per call, well within what a command line holds
    for (std::size_t first = 0; first < total; first += batch) both.run(seed, first, std::min(batch, total - first));
    both.print();
}
