// Remembers answers, and what is costly to compute for them, within a number of bytes. Thread-safe.
//
// What was found again since it was kept is safe from what is asked once: the first may fill three quarters of the
// bytes, and what is new contends for the rest with what is new. In each, what was used least recently goes first.
#pragma once

#include "gateway/adapter/shared_memo.hpp"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace schakel::pipeline {

class answer_memory final : public shared_memo {
public:
    // `largest`: bytes that one entry may have; 0 for a quarter of the budget.
    explicit answer_memory(std::size_t budget, std::size_t largest = 0)
        : budget_(budget), largest_(largest == 0 ? budget / 4 : largest) {}

    std::shared_ptr<const void> find(std::string_view key) override;
    void keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes) override {
        keep(std::move(key), std::move(what), bytes, {});
    }
    // In place of what was kept under the key. `owner`: with whom it goes.
    void keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes, std::string_view owner);
    void drop_owned(std::string_view owner);

    // True for one at a time, until it is yielded.
    bool claim(std::string_view key) override;
    void yield(std::string_view key) override;

    std::size_t largest() const override { return largest_; }
    std::size_t bytes() const;

private:
    struct entry {
        std::string key, owner;
        std::shared_ptr<const void> what;
        std::size_t bytes = 0;
        bool proven = false; // found again
    };
    // Most recent first.
    struct generation {
        std::list<entry> by_use;
        std::size_t bytes = 0;
    };
    using entries = std::list<entry>;

    generation& of(bool proven) { return proven ? proven_ : fresh_; }
    void move(entries::iterator which, bool proven);
    void drop(entries::iterator which);
    void make_room();

    const std::size_t budget_, largest_;
    mutable std::mutex mutex_;
    generation fresh_, proven_;
    std::map<std::string_view, entries::iterator> by_key_;
    std::set<std::string, std::less<>> claimed_;
};

} // namespace schakel::pipeline
