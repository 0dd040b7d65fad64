#include "comparison.hpp"

#include "markup.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <future>
#include <unistd.h>
#include <utility>
#include <vector>

namespace schakel::differential {

namespace fs = std::filesystem;

namespace {

std::vector<schema_document> documents(const fs::path& folder, const std::array<const char*, 4>& files) {
    constexpr std::array spaces = {
        vocabulary::envelope, vocabulary::authorisation, vocabulary::results, vocabulary::definitions};
    std::vector<schema_document> list;
    for (std::size_t i = 0; i < files.size(); ++i)
        list.push_back({std::string(uri_of(spaces[i])), fs::canonical(folder / files[i])});
    return list;
}

constexpr std::array official_files = {
    "SOAP_Envelope.xsd", "UWLR_Autorisatie_v2p2.xsd", "UWLR_Leerresultaten_v2p2.xsd", "UWLR_Toetsdefinities_v2p2.xsd"};
constexpr std::array own_files = {
    "soap/1.1/envelope.xsd", "uwlr/2.2/autorisatie.xsd", "uwlr/2.2/leerresultaten.xsd", "uwlr/2.2/toetsdefinities.xsd"};

} // namespace

workspace::workspace() : path_(fs::temp_directory_path() / ("schakel-differential-" + std::to_string(getpid()))) {
    fs::create_directories(kept());
}

workspace::~workspace() {
    std::error_code ignored;
    if (fs::is_empty(kept(), ignored)) fs::remove_all(path_, ignored);
}

void tally::add(const tally& other) {
    messages += other.messages;
    valid += other.valid;
    invalid += other.invalid;
    text_differs += other.text_differs;
    engine_differs += other.engine_differs;
}

void tally::print(std::string_view name) const {
    std::printf(
        "%-15.*s %9zu %9zu %9zu %15zu %15zu\n", static_cast<int>(name.size()), name.data(), messages, valid, invalid,
        text_differs, engine_differs
    );
}

comparison::comparison(const fs::path& published, const fs::path& ours, own_engine engine)
    : official_(work_.path(), "official.xsd", documents(published, official_files)),
      own_text_(work_.path(), "own.xsd", documents(ours, own_files)), engine_(std::move(engine)) {}

void comparison::run(std::uint64_t seed, std::size_t first, std::size_t count) {
    std::vector<derived_message> messages;
    std::vector<fs::path> files;
    for (std::size_t i = 0; i < count; ++i) {
        messages.push_back(derive(seed, first + i));
        files.push_back(work_.path() / (std::to_string(first + i) + ".xml"));
        std::ofstream(files.back(), std::ios::binary) << messages.back().for_judge;
    }
    auto official = std::async(std::launch::async, [&] { return official_.judge(files); });
    const std::vector<verdict> text = own_text_.judge(files);
    const std::vector<verdict> published = official.get();
    for (std::size_t i = 0; i < count; ++i) {
        compare(messages[i], files[i].filename().string(), published[i], text[i]);
        fs::remove(files[i]);
    }
}

void comparison::compare(const derived_message& message, const std::string& name, verdict published, verdict text) {
    tally& count = tallies_[static_cast<std::size_t>(message.kind)];
    ++count.messages;
    if (published == verdict::none) return keep(message, name, "is not judged by xmllint: is it well-formed?");
    const bool valid = published == verdict::valid;
    ++(valid ? count.valid : count.invalid);
    if (text != published) {
        ++count.text_differs;
        keep(message, name, "gets another verdict from libxml2 with our schemas");
    }
    if (engine_.valid(message.bytes) != valid) {
        ++count.engine_differs;
        keep(message, name, valid ? "is refused by our engine only" : "is accepted by our engine only");
    }
}

void comparison::keep(const derived_message& message, const std::string& name, std::string_view why) const {
    const fs::path kept = work_.kept() / name;
    std::ofstream(kept, std::ios::binary) << message.bytes;
    FAIL_CHECK(kept.string() << " " << why << "\n" << engine_.findings(message.bytes));
}

void comparison::print() const {
    std::printf("\n%37s%26s\n", "published schemas", "differences");
    std::printf("%-15s %9s %9s %9s %15s %15s\n", "message", "number", "valid", "invalid", "schema text", "engine");
    tally all;
    for (std::size_t kind = 0; kind < message_kinds; ++kind) {
        tallies_[kind].print(name_of(static_cast<message_kind>(kind)));
        all.add(tallies_[kind]);
    }
    all.print("all");
}

} // namespace schakel::differential
