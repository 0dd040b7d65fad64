// One translation of a record that somebody asks for by hand: to see what it comes to, and why.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/mapping/goals/goal_policy.hpp"
#include "gateway/mapping/goals/translated_record.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace schakel::goals {

struct translation_question {
    std::string statement; // id of the record, as it is told back
    std::string goal, framework;
    std::string to, to_release;               // framework id; label, empty: that of the day
    std::optional<model::goals::day> as_of{}; // none: the newest releases
    std::string record = "attained";          // kind
    std::string value, scale;
    bool whole = false; // the threshold of "attained" means all of the goal
    mapping::goals::goal_policy policy;
};

// Which part of a question cannot be answered, and what could have stood there.
struct unanswerable {
    std::string part; // "to", "to_release", "record"
    std::string expected;
};

result<std::vector<mapping::goals::translated_record>, unanswerable>
translate(std::shared_ptr<const mapping::goals::goal_graph> graph, const translation_question& asked);

std::string kinds_of_records(); // "attained, score …"

} // namespace schakel::goals
