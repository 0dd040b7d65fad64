#include "gateway/model/progress.hpp"

#include <algorithm>

namespace schakel::model {

std::string_view value_of(const extensions& list, std::string_view standard, std::string_view name) {
    for (const extension& one : list) {
        if (one.standard == standard && one.name == name) return one.value;
    }
    return {};
}

std::string_view to_string(score_kind kind) {
    switch (kind) {
    case score_kind::points: return "points";
    case score_kind::number_of_items: return "number-of-items";
    case score_kind::number_correct: return "number-correct";
    case score_kind::number_incorrect: return "number-incorrect";
    case score_kind::number_read: return "number-read";
    case score_kind::duration: return "duration";
    case score_kind::skill: return "skill";
    case score_kind::percentage_correct: return "percentage-correct";
    case score_kind::scaled: return "scaled";
    }
    return {};
}

std::string_view to_string(sitting_status status) {
    switch (status) {
    case sitting_status::in_progress: return "in-progress";
    case sitting_status::final: return "final";
    case sitting_status::cancelled: return "cancelled";
    }
    return {};
}

goal_references goals_of_all(const progress_report& report, std::size_t assessment) {
    std::vector<const result*> whole, all;
    for (const sitting& one : report.sittings) {
        if (one.assessment != assessment) continue;
        for (const result& each : one.results) {
            all.push_back(&each);
            if (each.part_id.empty()) whole.push_back(&each);
        }
    }
    goal_references out = report.assessments[assessment].goals;
    const std::vector<const result*>& deciding = whole.empty() ? all : whole;
    if (deciding.empty()) return out;
    const auto has = [](const goal_references& list, const goal_reference& wanted) {
        return std::ranges::find(list, wanted) != list.end();
    };
    for (const goal_reference& one : deciding.front()->goals) {
        const bool everywhere =
            std::ranges::all_of(deciding, [&](const result* each) { return has(each->goals, one); });
        if (everywhere && !has(out, one)) out.push_back(one);
    }
    return out;
}

} // namespace schakel::model
