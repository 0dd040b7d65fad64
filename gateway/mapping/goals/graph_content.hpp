// What a graph builder has collected and not yet put in order.
#pragma once

#include "gateway/mapping/goals/goal_text.hpp"
#include "gateway/mapping/goals/graph_builder.hpp"

#include <unordered_map>
#include <vector>

namespace schakel::mapping::goals {

struct graph_builder::content {
    struct framework_record {
        text_ref id = 0, title = 0, publisher = 0, language = 0, uri_prefixes = 0;
        std::int64_t modified = 0;
        model::goals::framework::roll_up_of roll_up = model::goals::framework::roll_up_of::share;
    };
    struct release_record {
        text_ref framework = 0, id = 0, label = 0;
        day_number from = earliest_day, to = latest_day;
        bool draft = false;
        bool declared = true; // else only goals tell that there is one
    };
    struct set_record {
        owner_part part;
        text_ref subject_framework = 0, object_framework = 0;
    };
    struct goal_record {
        text_ref id = 0, framework = 0, release = 0, addresses = 0; // addresses: one a line
        goal_part part;
    };
    struct edge_record {
        text_ref subject = 0, object = 0, owner = 0, group = 0;
        edge part;
    };
    struct group_record {
        text_ref owner = 0;
        group_part part;
    };

    text_store texts;
    std::unordered_map<text_ref, text_print> prints; // of statements: most releases repeat those of the one before
    std::vector<framework_record> frameworks;
    std::vector<release_record> releases;
    std::vector<set_record> sets;
    std::vector<goal_record> goals;
    std::vector<edge_record> edges;
    std::vector<group_record> groups;
};

} // namespace schakel::mapping::goals
