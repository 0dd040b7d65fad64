#include "comparison.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <future>
#include <utility>

namespace schakel::differential {

namespace fs = std::filesystem;

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

comparison::comparison(const standard& of, const fs::path& corpus, own_engine engine)
    : of_(of), work_(of.name), official_(schema_for(work_.path(), "official.xsd", corpus, of.published)),
      own_text_(schema_for(work_.path(), "own.xsd", fs::path(SCHAKEL_SOURCE_DIR) / "schemas", of.bundled)),
      engine_(std::move(engine)), tallies_(of.kinds.size()) {}

void comparison::run(std::uint64_t seed, std::size_t first, std::size_t count) {
    std::vector<derived_message> messages;
    std::vector<fs::path> files;
    for (std::size_t i = 0; i < count; ++i) {
        messages.push_back(derive(of_, seed, first + i));
        files.push_back(work_.path() / (std::to_string(first + i) + ".xml"));
        std::ofstream(files.back(), std::ios::binary) << messages.back().for_judge;
    }
    auto official =
        std::async(std::launch::async, [&] { return judge_by_libxml2(official_, files, work_.path() / "official"); });
    const std::vector<judgement> text = judge_by_libxml2(own_text_, files, work_.path() / "own");
    const std::vector<judgement> published = official.get();
    for (std::size_t i = 0; i < count; ++i) {
        compare(messages[i], files[i].filename().string(), {published[i], text[i]});
        fs::remove(files[i]);
    }
}

void comparison::compare(const derived_message& message, const std::string& name, const opinions& others) {
    tally& count = tallies_[message.kind];
    ++count.messages;
    if (others.published.said == verdict::none)
        return keep(message, name, "is not judged by xmllint: is it well-formed?", others.published);
    const bool valid = others.published.said == verdict::valid;
    ++(valid ? count.valid : count.invalid);
    if (others.text.said != others.published.said) {
        ++count.text_differs;
        keep(message, name, "gets another verdict from libxml2 with our schemas", others.text);
    }
    const judgement ours = engine_.judge(message.bytes);
    if (const judge_exception* excepted = exception_for(others.published, ours, message.bytes)) {
        ++excepted_[excepted->name];
    } else if (ours.said != others.published.said) {
        ++count.engine_differs;
        keep(
            message, name, valid ? "is refused by our engine only" : "is accepted by our engine only", others.published
        );
    } else if (!valid && message.for_judge == message.bytes && ours.kind == others.published.kind) {
        line_tally& lines = lines_[static_cast<std::size_t>(ours.kind)];
        ++lines.compared;
        lines.same += ours.line == others.published.line;
    }
}

std::string comparison::asked_of_xerces(const fs::path& message) const {
    using namespace conformance;
    if (!available(engine::xerces)) return "Xerces is not here to be asked\n";
    const auto told = conformance::judge(engine::xerces, {{official_, {message}}}, work_.path()).front();
    if (told.documents.empty() || told.documents.front() == verdict::none) return "Xerces has no verdict\n";
    return told.documents.front() == verdict::valid ? "Xerces finds nothing\n"
                                                    : "Xerces: " + told.messages.front() + "\n";
}

void comparison::keep(
    const derived_message& message, const std::string& name, std::string_view why, const judgement& libxml2
) const {
    const fs::path kept = work_.kept() / name;
    std::ofstream(kept, std::ios::binary) << message.bytes;
    FAIL_CHECK(
        kept.string() << " " << why << "\n"
                      << "libxml2: " << libxml2.message << "\n"
                      << engine_.findings(message.bytes) << asked_of_xerces(kept)
    );
}

void comparison::print() const {
    std::printf("\n%-15s%22s%26s\n", of_.name.c_str(), "published schemas", "differences");
    std::printf("%-15s %9s %9s %9s %15s %15s\n", "message", "number", "valid", "invalid", "schema text", "engine");
    tally all;
    for (std::size_t kind = 0; kind < tallies_.size(); ++kind) {
        tallies_[kind].print(of_.kinds[kind].name);
        all.add(tallies_[kind]);
    }
    all.print("all");
    std::printf("first fault of the same kind, on the same line as libxml2:");
    for (std::size_t kind = 0; kind < fault_kinds; ++kind)
        if (lines_[kind].compared != 0)
            std::printf(
                " %s %zu of %zu;", name_of(static_cast<fault_kind>(kind)).data(), lines_[kind].same,
                lines_[kind].compared
            );
    std::printf("\n");
    for (const auto& [name, times] : excepted_) std::printf("excepted: %s, %zu times\n", name.data(), times);
}

} // namespace schakel::differential
