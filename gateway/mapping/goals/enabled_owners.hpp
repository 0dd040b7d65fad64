// Which releases and mapping sets a policy lets in, as of a date.
#pragma once

#include "gateway/mapping/goals/goal_policy.hpp"
#include "gateway/mapping/goals/reading_date.hpp"

#include <vector>

namespace schakel::mapping::goals {

class enabled_owners {
public:
    enabled_owners(const goal_graph& graph, const reading_date& date, const goal_policy& policy);

    bool is_enabled(owner_index which) const { return which == no_owner || enabled_[which] != 0; }
    // Whether one of its edges may be followed.
    bool lets(const arc& one) const {
        if (!is_enabled(one.owner) || one.confidence < least_confidence_) return false;
        if (newest_ && !one.has(arc::current)) return false;
        if (!structural_ && one.has(arc::structural)) return false;
        return (!looks_closer_ && !one.has(arc::conditional)) || lets_closer(one);
    }

private:
    bool lets_closer(const arc& one) const;

    const goal_graph& graph_;
    const reading_date& date_;
    std::vector<unsigned char> enabled_;
    share least_confidence_;
    bool newest_, structural_, reviewed_only_;
    bool looks_closer_; // every edge has to be looked at
};

} // namespace schakel::mapping::goals
