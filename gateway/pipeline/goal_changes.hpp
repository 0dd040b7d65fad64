// What a new translation of goals makes of a delivery: the loss report of then beside the one of now.
#pragma once

#include "gateway/codec/json_writer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

// What one record comes to on one goal of the target framework.
struct goal_outcome {
    std::string outcome, target, permitted, relation; // as translated_record.hpp tells them

    friend auto operator<=>(const goal_outcome&, const goal_outcome&) = default;
};

struct goal_change {
    std::string statement, goal;             // id of the original record, and the goal as its sender wrote it
    std::vector<goal_outcome> before, after; // in order
};

// Those records of which something else may be said now. That a goal is read in a newer release, or reached over
// another path with the same outcome, is no change. Either report may be empty.
std::vector<goal_change> goal_changes(std::string_view loss_before, std::string_view loss_after);

void write(json::writer& out, const goal_change& one);

} // namespace schakel::pipeline
