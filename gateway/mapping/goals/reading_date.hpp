// As of when goals are read: which release of each framework is meant, and whether a goal lives in it (B5).
#pragma once

#include "gateway/mapping/goals/goal_graph.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

class reading_date {
public:
    // Without a day the newest release of each framework is meant, and no period of validity is looked at.
    explicit reading_date(const goal_graph& graph, std::optional<model::goals::day> day = {});

    // Reads one framework in this release instead. False when it has no such release.
    bool pin(const goal_graph& graph, framework_index framework, std::string_view label);

    ordinal release_of(framework_index framework) const {
        return framework == no_framework ? no_release : releases_[framework];
    }
    // Whether every framework is read in its newest release.
    bool newest() const { return newest_; }
    bool within(day_number from, day_number to) const { return !day_ || (from <= *day_ && *day_ < to); }

    // What the release that is meant says of a goal, when it lives in it; else null.
    const goal_part* living(const goal_graph& graph, node which) const;
    // Whether it comes into being only after the release that is meant.
    bool is_future(const goal_graph& graph, node which) const;
    // Whether an edge was stated by then: by a release not newer than that which is meant, or by a mapping set.
    bool knows(const goal_graph& graph, const edge& one) const;
    // Whether that is the last word about its subject as of then.
    bool holds(const goal_graph& graph, const edge& one) const;

private:
    std::vector<ordinal> releases_;
    std::optional<day_number> day_;
    bool newest_ = false;
};

} // namespace schakel::mapping::goals
