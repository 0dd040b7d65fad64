// Remembers answers, and what is costly to compute for them, within a number of bytes: what was used least recently
// goes first. Thread-safe.
#pragma once

#include "gateway/adapter/roster.hpp"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace schakel::pipeline {

class answer_memory final : public answer_memo {
public:
    explicit answer_memory(std::size_t budget) : budget_(budget) {}

    std::shared_ptr<const void> find(std::string_view key) override;
    // What is larger than a quarter of the budget is not kept.
    void keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes) override;

    std::size_t largest() const { return budget_ / 4; }
    std::size_t bytes() const;

private:
    struct entry {
        std::string key;
        std::shared_ptr<const void> what;
        std::size_t bytes;
    };
    using entries = std::list<entry>;

    void drop(entries::iterator which);

    const std::size_t budget_;
    mutable std::mutex mutex_;
    entries by_use_; // most recent first
    std::map<std::string_view, entries::iterator> by_key_;
    std::size_t bytes_ = 0;
};

} // namespace schakel::pipeline
