// What a route or destination asks of the translation of goals. Equal policies give equal translations.
#pragma once

#include "gateway/mapping/goals/graph_parts.hpp"

#include <string>
#include <vector>

namespace schakel::mapping::goals {

struct goal_policy {
    std::string id = "standard"; // stands in every translated record

    // Mapping hops in one path, at most 14; steps of supersession do not count (B4).
    unsigned hop_limit = 4;
    // Sets that may be used, by name (then the newest version as of the date) or by id (that version). Empty: the
    // newest version of every set.
    std::vector<std::string> mapping_sets;
    bool reviewed_only = false; // edges, or their sets, that somebody reviewed
    bool signed_only = false;   // sets with a valid signature; one with an invalid signature is never used
    share least_confidence = 0; // of a single hop
    bool structural = true;     // whether a parent in another framework counts as SUB

    // A weaker relation that somebody stated between two goals wins from a stronger one that follows from others. Off,
    // the strongest that is known decides, so that adding an edge never lowers an outcome (B9.3); the contradiction in
    // tone is reported as a defect either way.
    bool prefer_direct = false;

    // Of a target that keeps scores or levels on its own scale. Empty: the scale travels along with the value.
    std::string score_scale, reference_group, level_scale;

    // Of several records of one kind of evidence on one goal only the newest counts. Off, a later success beside an
    // earlier failure is a conflict for a person to settle.
    bool newest_per_goal = false;

    friend bool operator==(const goal_policy&, const goal_policy&) = default;
};

} // namespace schakel::mapping::goals
