// Holds the verdicts of the judges side by side, counts them, and keeps the messages on which they differ.
#pragma once

#include "derived_message.hpp"
#include "exceptions.hpp"
#include "libxml2.hpp"
#include "own_engine.hpp"
#include "workspace.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::differential {

struct tally {
    std::size_t messages = 0, valid = 0, invalid = 0; // by the published schemas
    std::size_t text_differs = 0, engine_differs = 0;

    void add(const tally& other);
    void print(std::string_view name) const;
};

// Where two judges begin their list with the same kind of fault: do they name the same line? Told, not asserted:
// libxml2 points at the end of a start tag and at parents, we point at the fault.
struct line_tally {
    std::size_t compared = 0, same = 0;
};

class comparison {
public:
    // `corpus` is the folder below which the published schemas are.
    comparison(const standard& of, const std::filesystem::path& corpus, own_engine engine);

    // Derives `count` messages from the `first` on and compares what the judges say. Differences are test failures.
    void run(std::uint64_t seed, std::size_t first, std::size_t count);

    void print() const;

private:
    struct opinions {
        judgement published; // the published schemas by libxml2
        judgement text;      // our schemas by libxml2
    };

    void compare(const derived_message& message, const std::string& name, const opinions& others);
    void compare_lines(const judgement& published, const judgement& ours);
    std::string asked_of_xerces(const std::filesystem::path& message) const;
    void
    keep(const derived_message& message, const std::string& name, std::string_view why, const judgement& libxml2) const;

    const standard& of_;
    workspace work_;
    std::filesystem::path official_; // the published schemas
    std::filesystem::path own_text_; // ours
    own_engine engine_;
    std::vector<tally> tallies_; // by kind of message
    std::array<line_tally, fault_kinds> lines_{};
    std::map<std::string_view, std::size_t> excepted_; // by class
};

} // namespace schakel::differential
