// Translates progress records between frameworks of goals, soundly: nothing is claimed of a goal that the evidence does
// not carry (goal-mapping-practice.md part B).
//
// A translator is made for one graph, policy and date, and serves one thread. It reads nothing but its arguments: the
// same inputs give the same translation, down to the explanation.
#pragma once

#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/mapping/goals/goal_policy.hpp"
#include "gateway/mapping/goals/translation.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::mapping::goals {

// As of when, and in which release of the target framework when that is asked for.
struct as_of {
    std::optional<model::goals::day> day; // none: the newest releases, whatever their dates
    std::string target_release;           // label; empty: that of the day
};

class goal_translator {
public:
    goal_translator(std::shared_ptr<const goal_graph> graph, goal_policy policy, std::optional<model::goals::day> day);
    // Reads one framework in this release instead; translators for other releases are other objects. False when the
    // graph has no such release.
    bool pin(framework_index framework, std::string_view label);

    // Prepares for many records: measures the ways to this framework now, which otherwise happens after some hundreds
    // of translations. What is translated stays the same.
    void learn(framework_index target);

    goal_translator(const goal_translator&) = delete;
    goal_translator& operator=(const goal_translator&) = delete;

    // Replaces what stands in `into`, whose memory is used again.
    void translate(const goal_record& record, framework_index target, translation& into);
    translation translate(const goal_record& record, framework_index target);

    const goal_graph& graph() const { return *graph_; }
    const goal_policy& policy() const { return policy_; }
    const reading_date& date() const { return date_; }
    const enabled_owners& owners() const { return *owners_; }

private:
    struct found_target {
        node goal = no_node;
        std::uint32_t state = 0;
    };

    void judge(const goal_record& record, std::span<const found_target> of_one, translation& into);
    void permit(const goal_record& record, std::uint32_t state, translated_target& into) const;
    void refuse_foreign_scale(const goal_record& record, translated_target& into) const;
    void
    add_conflict(std::uint32_t state, std::uint32_t against, reason why, translated_target& target, translation& in);
    void report_collision(translation& in) const;
    void conclude(translation& into) const;

    std::shared_ptr<const goal_graph> graph_;
    goal_policy policy_;
    reading_date date_;
    std::unique_ptr<enabled_owners> owners_;
    std::unique_ptr<path_search> search_;
    std::vector<found_target> found_;
};

// One translation, for callers with few of them. `target` is a framework id.
translation translate_goal(
    std::shared_ptr<const goal_graph> graph, const goal_record& record, std::string_view target, const as_of& when,
    const goal_policy& policy
);

} // namespace schakel::mapping::goals
