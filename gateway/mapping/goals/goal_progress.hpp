// What all records of one pupil come to in a framework: evidence of several goals taken together, each piece of it once
// per target, however many ways lead there (B6, B9.3, B9.8).
//
// A target counts as attained when a record permits it, or when every part that it needs is attained and its parts are
// stated to be complete. Contradicting records make a conflict. Everything else is reported as a share.
#pragma once

#include "gateway/mapping/goals/translator.hpp"

#include <span>
#include <string>
#include <vector>

namespace schakel::mapping::goals {

enum class progress : std::uint8_t {
    nothing,
    exposure,
    evidence,
    in_progress,
    likely_attained,
    attained,
    capped,       // it cannot be attained fully yet
    not_attained, // tested
    conflict      // attained by one way, denied by another; or the ways themselves contradict
};
inline constexpr std::size_t progress_count = 9;
std::string_view to_string(progress which); // "in-progress" …

struct goal_progress {
    node goal = no_node;
    progress what = progress::nothing;
    // Of the known goals that contribute to it, without optional, attitudinal and heading ones. Not a fraction of the
    // goal unless `complete`.
    unsigned attained_parts = 0, known_parts = 0;
    bool complete = false;     // its parts are stated to be complete
    share of_parts = no_share; // when complete: the attained part, by weight
    share at_least = no_share; // the part of the goal that one attained goal is stated to cover; several do not add up
    std::vector<std::string> statements; // ids of the originals that count for it, each once, in order
    std::vector<std::string> against;    // those that deny it

    friend bool operator==(const goal_progress&, const goal_progress&) = default;
};

// One entry per goal of the framework that any record says something of, in order of number. The records are those of
// one pupil, as their senders made them.
std::vector<goal_progress>
progress_in(goal_translator& by, std::span<const goal_record> records, framework_index target);

} // namespace schakel::mapping::goals
