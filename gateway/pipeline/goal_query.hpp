// The third flow: goal_query() in one reading. Somebody asks for learning goals; they are the same for everybody whom
// the settings let in, so an answer is remembered for all, and its entity tag spares those who have it already.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/pipeline/query.hpp"

#include <functional>
#include <memory>

namespace schakel::pipeline {

struct goal_query_services {
    // Null: nothing was imported yet. Called on a working thread.
    std::function<std::shared_ptr<const goal_view>()> published;
    query_services questions; // working threads, memory, audit, counts, log
};

// `respond` is called exactly once, on this thread or another.
void goal_query(
    exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force,
    const goal_query_services& services, std::function<void(query_answer)> respond
);

} // namespace schakel::pipeline
