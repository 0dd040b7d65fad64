// What a route or a destination asks of the learning goals in progress records, and the policies by which they are
// translated.
#pragma once

#include "gateway/settings/place.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace schakel::settings {

// [[goal_policy]]; what the members mean is told in mapping/goals/goal_policy.hpp.
struct goal_policy {
    std::string name;
    unsigned hop_limit = 4;
    std::vector<std::string> mapping_sets; // names or ids; empty: the newest version of every set
    bool reviewed_only = false, signed_only = false;
    unsigned least_confidence = 0; // of one hop, in ten-thousandths
    bool structural = true, prefer_direct = false, newest_per_goal = false;
    std::string score_scale, reference_group, level_scale;
    place where;
};

// goals = { … } of a route or a destination; that of a route wins.
struct goal_wish {
    std::string framework; // id of the framework in which the receiver reads goals
    std::string policy;    // name of a [[goal_policy]]; empty: the standard policy
    std::string explain = "nl";
    enum class date_of { sitting, today } as_of = date_of::sitting; // in which release goals are read
    std::string release;             // label of the one release that is meant; empty: that of the date
    std::string address;             // goals that are UUIDs are written as this and the UUID
    bool attained_means_all = false; // whoever passed has mastered all that the goal demands
    place where;
};

} // namespace schakel::settings
