// What is wrong in a graph, and what a new release does to a mapping set, as JSON; in pages, because both can be long.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/mapping/goals/goal_defects.hpp"
#include "gateway/mapping/goals/release_diff.hpp"

#include <cstddef>
#include <limits>
#include <span>

namespace schakel::goals {

struct page {
    std::size_t after = 0; // so many are passed over
    std::size_t limit = std::numeric_limits<std::size_t>::max();
};

// As one object. More than fits on the page: "next" is the `after` of the next one.
void write_defects(
    json::writer& out, const mapping::goals::goal_graph& graph, std::span<const mapping::goals::goal_defect> all,
    const page& which, language lang
);
void write_diff(
    json::writer& out, const mapping::goals::goal_graph& graph, const mapping::goals::release_diff& made,
    const page& which
);

// One mapping of a diff in words.
struct diff_row {
    diff_row(const mapping::goals::goal_graph& graph, const mapping::goals::changed_mapping& change);
    std::string_view id, subject, relation, object; // subject: empty for a dangling end
};

// Whether somebody has to look at a mapping that changed so.
bool needs_a_look(mapping::goals::mapping_change what);

} // namespace schakel::goals
