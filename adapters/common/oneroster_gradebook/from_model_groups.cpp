// What of a sitting belongs together in one result of the gradebook.
#include "adapters/common/oneroster_gradebook/from_model.hpp"

#include "adapters/common/oneroster_gradebook/names.hpp"

#include <algorithm>
#include <array>

namespace schakel::oneroster_gradebook {

namespace {

using model::score_kind;

// The most telling first.
constexpr std::array scores_in_order{
    score_kind::points,           score_kind::skill,          score_kind::percentage_correct,
    score_kind::scaled,           score_kind::number_correct, score_kind::number_of_items,
    score_kind::number_incorrect, score_kind::number_read,    score_kind::duration};

bool is_about_one_objective(const model::result& one) {
    return !one.goals.empty() && !kept(one.extra, extra::objective).empty();
}

} // namespace

const model::score* score_of_kind(const model::result& from, score_kind kind) {
    const auto found = std::ranges::find(from.scores, kind, &model::score::kind);
    return found == from.scores.end() ? nullptr : &*found;
}

const model::score* chosen_score(const model::result& from) {
    for (const score_kind kind : scores_in_order) {
        if (const model::score* score = score_of_kind(from, kind)) return score;
    }
    return nullptr;
}

std::string item_part_of(const model::result& from) {
    return is_about_one_objective(from) ? std::string() : from.part_id;
}

std::vector<result_group> groups_of(const model::sitting& sitting) {
    std::vector<result_group> groups;
    for (const model::result& one : sitting.results) {
        if (!one.goals.empty()) continue;
        const auto same = std::ranges::count(groups, one.part_id, &result_group::part);
        groups.push_back({one.part_id, &one, {}, false, static_cast<std::size_t>(same) + 1});
    }
    for (const model::result& one : sitting.results) {
        if (one.goals.empty()) continue;
        const std::string part = item_part_of(one);
        auto group = std::ranges::find(groups, part, &result_group::part);
        if (group == groups.end()) group = groups.insert(group, {part, nullptr, {}, false, 1});
        group->objectives.push_back(&one);
    }
    for (result_group& one : groups) { // the only result is the result of the whole, although it names its goals
        if (one.main || one.objectives.size() != 1 || is_about_one_objective(*one.objectives.front())) continue;
        one.main = one.objectives.front();
        one.objectives.clear();
    }
    if (groups.empty()) groups.emplace_back();
    std::ranges::stable_partition(groups, [](const result_group& one) { return one.part.empty(); });
    groups.front().first = true;
    return groups;
}

void find_bounds(const std::vector<const model::sitting*>& sittings, const std::string& part, item_plan& plan) {
    for (const model::sitting* sitting : sittings) {
        for (const model::result& result : sitting->results) {
            const model::score* score =
                item_part_of(result) == part && !is_about_one_objective(result) ? chosen_score(result) : nullptr;
            if (!score) continue;
            if (!plan.minimum) plan.minimum = score->minimum;
            if (!plan.maximum) plan.maximum = score->maximum;
            if (plan.maximum) return;
        }
    }
}

std::string student_of(const model::person& pupil, const sending& with) {
    const std::string_view wished = with.parameter("student");
    if (!wished.empty()) return std::string(model::value_of(pupil.ids, wished));
    const std::string_view own = model::value_of(pupil.ids, model::scheme::oneroster_id);
    if (!own.empty()) return std::string(own);
    const std::string_view key = model::value_of(pupil.ids, model::scheme::las_key);
    return key.empty() ? std::string() : with.mint("user", key);
}

} // namespace schakel::oneroster_gradebook
