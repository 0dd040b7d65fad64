// What was read of the key tables, kept for who asks for it again: a pupil who opens a book opens more today.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace schakel::outbox {

// Thread-safe. Keeps some thousands of keys, those that were asked for last. A key has one value for ever; that it has
// none holds until keys are added.
class known_keys {
public:
    // `additions`: how many times keys were added to the tables, read before the tables are. The outer one is none for
    // a key that must be read.
    std::optional<std::optional<std::string>> find(const std::string& name, std::uint64_t additions);
    void learn(std::string name, std::optional<std::string> value, std::uint64_t additions);

private:
    struct entry {
        std::optional<std::string> value;
        std::uint64_t additions = 0;
    };
    using entries = std::unordered_map<std::string, entry>;

    void keep(std::string name, entry what);

    std::mutex mutex_;
    entries recent_, earlier_; // who is asked for again among the earlier ones is recent
};

} // namespace schakel::outbox
