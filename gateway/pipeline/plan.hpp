// The second half of the exchange flow: which system gets which part of an accepted message, in its own standard. No
// side effects.
#pragma once

#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/judge.hpp"
#include "gateway/pipeline/search_terms.hpp"

#include <memory>
#include <span>
#include <vector>

namespace schakel::pipeline {

struct plan {
    std::vector<outbox::delivery> deliveries;
    std::vector<mapping::new_key> new_keys;
    findings notes;      // of mapper and encoders, for the layer "meaning"
    search_terms terms;  // of the records
    bool routed = false; // some route took the message, if only to drop it on purpose
};

using goal_graph_in_force = std::shared_ptr<const mapping::goals::goal_graph>;

// The records are moved out of what was accepted and go portion by portion, each of them released before the next is
// read. `keys` may be null: then nothing is remembered. `goals` may be null: nothing was imported, so every goal is
// unknown.
plan make_plan(
    judged& accepted, const configuration& in_force, const mapping::key_source* keys, const goal_graph_in_force& goals,
    const clock& time
);

// The facts that routes look at, one for each group of assessments that may be routed apart; one for the whole message
// when no route looks at assessments. `records`: those of the message, or its first portion, which has all assessments.
std::vector<routing::facts>
facts_of(const judged& accepted, const std::vector<model::record>& records, const routing::router& router);

std::span<const rule> plan_rules();

} // namespace schakel::pipeline
