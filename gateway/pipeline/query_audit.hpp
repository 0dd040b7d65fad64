// The record of who asked for which roster and what field set went to them: every answer is in it, without anything
// about a person. A system that pages through a school would fill the audit with lines that say the same, so answers of
// one kind within a short time become two lines: the first at once, the others together.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/outbox/store.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

namespace schakel::pipeline {

// One answer. `kind` is what was asked in words of the standard ("getAllUsers"), never a value of the question.
struct answered {
    std::string party, school, standard, kind;
    std::string release; // name and digest of the field set; empty: nothing was released
    std::string outcome; // "answered", "failed", "cut off", or why it was refused
    std::uint64_t persons = 0;

    auto same() const { return std::tie(party, school, standard, kind, release, outcome); }
};

// Thread-safe.
class query_audit {
public:
    using writer = std::function<void(outbox::audit_entry)>;
    static constexpr std::chrono::seconds window{60};

    query_audit(const clock& time, writer write) : time_(time), write_(std::move(write)) {}
    ~query_audit() { finish(); }

    void add(answered what);
    void tick();   // to be called now and then: writes what waited for a whole window
    void finish(); // writes everything that waits

private:
    struct waiting {
        answered what;
        instant until{};
        std::uint64_t times = 0, persons = 0; // besides the one that was written at once
    };
    void write(const answered& what, std::uint64_t times, std::uint64_t persons);
    void write_due(instant before);

    const clock& time_;
    writer write_;
    std::mutex mutex_;
    std::vector<waiting> waiting_; // few: parties times kinds of questions within one window
};

} // namespace schakel::pipeline
