// Holds the verdicts of the judges side by side, counts them, and keeps the messages on which they differ.
#pragma once

#include "derived_message.hpp"
#include "own_engine.hpp"
#include "xmllint.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace schakel::differential {

// A directory for the files that xmllint reads; it stays behind when messages were kept in it.
class workspace {
public:
    workspace();
    ~workspace();
    workspace(const workspace&) = delete;
    workspace& operator=(const workspace&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path kept() const { return path_ / "kept"; }

private:
    std::filesystem::path path_;
};

struct tally {
    std::size_t messages = 0, valid = 0, invalid = 0; // by the published schemas
    std::size_t text_differs = 0, engine_differs = 0;

    void add(const tally& other);
    void print(std::string_view name) const;
};

class comparison {
public:
    // `published` is the folder with the official schemas, `ours` that with the bundled ones.
    comparison(const std::filesystem::path& published, const std::filesystem::path& ours, own_engine engine);

    // Derives `count` messages from the `first` on and compares what the judges say. Differences are test failures.
    void run(std::uint64_t seed, std::size_t first, std::size_t count);

    void print() const;

private:
    using verdict = xmllint::verdict;

    void compare(const derived_message& message, const std::string& name, verdict published, verdict text);
    void keep(const derived_message& message, const std::string& name, std::string_view why) const;

    workspace work_;
    xmllint official_;
    xmllint own_text_;
    own_engine engine_;
    std::array<tally, message_kinds> tallies_{};
};

} // namespace schakel::differential
