// The way through the segments of a journal at opening: entries become groups, and what lies between them that makes no
// sense becomes damage. Private to the journal.
#pragma once

#include "gateway/outbox/journal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

class journal_walk {
public:
    // Groups behind `after` are taken; up to `may_be_gone` whole segments may be missing.
    journal_walk(std::uint64_t after, std::uint64_t may_be_gone, const journal::taker& take)
        : after_(after), may_be_gone_(may_be_gone), take_(take) {}

    // One after the other, oldest first. Answers the first group in it; 0: none.
    std::uint64_t segment(std::uint32_t number, std::string_view content);
    // The end; `promised`: the last group that there must be.
    void finish(std::uint64_t promised);

    std::uint64_t last_group() const { return last_ ? last_->group : 0; }
    const std::vector<journal_damage>& damage() const { return damage_; }

private:
    void pass(const found_entry& one);
    void note_hole(const found_entry& next);
    void note_hole(std::uint64_t last, journal_place at, std::uint64_t end);
    void hand_over();

    std::uint64_t after_, may_be_gone_;
    const journal::taker& take_;
    std::vector<journal_damage> damage_;
    std::optional<found_entry> last_; // without its views
    std::uint32_t last_segment_ = 0, segment_ = 0;
    std::uint64_t segment_end_ = 0; // of the one before, without its zeros, until an entry was passed
    journal_group group_;           // under way
};

// The newest segment as it is to go on, without what was cut off by a crash: what is left of a last group behind
// `promised` becomes a whole one. Nothing when it must not be written to, because something that was promised lies
// damaged at its end.
std::optional<std::string> mended(std::string_view content, const segment_mark& of, std::uint64_t promised);

} // namespace schakel::outbox
