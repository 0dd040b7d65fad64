// What an id, an address or a printed code means as of a day, and what became of it. A code gives candidates, never a
// guess.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/mapping/goals/reading_date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::goals {

struct lookup_question {
    std::string goal;                         // id, address or printed code
    std::string framework;                    // id; empty: any
    std::string kind, subject, level;         // what else is known of a printed code
    std::optional<model::goals::day> as_of{}; // none: the newest releases
};

struct lookup_answer {
    std::string_view what; // of an id: "living", "replaced", "withdrawn" …; of a code: "found", "ambiguous", "unknown"
    struct candidate {
        mapping::goals::node goal;
        std::string_view relation, revision; // of what was asked for to this one; empty: it is the one
    };
    std::vector<candidate> goals;
};

lookup_answer look_up(const mapping::goals::goal_graph& graph, const lookup_question& asked);

std::string_view statement_of(const mapping::goals::goal_graph& graph, mapping::goals::node which);

// One object: outcome and goals.
void write(json::writer& out, const mapping::goals::goal_graph& graph, const lookup_answer& told);

} // namespace schakel::goals
