#include "adapters/edu_v_results_2_1/translate.hpp"

#include "adapters/common/goals/result_goals.hpp"

#include <algorithm>
#include <set>

namespace schakel::edu_v_results_2_1 {

namespace {

namespace field = model::field;

constexpr std::string_view of_one_result = "Edu-V names the goals of a test, and not every result of it has this one";

bool stands_in(const wire::assessment& test, const std::string& goal) {
    const auto same = [&](const wire::subject& one) { return one.prefix == goal || one.name == goal; };
    return test.study_level == goal || std::ranges::any_of(test.subjects, same);
}

} // namespace

void write_goals(const model::progress_report& report, std::size_t test, wire::assessment& out, field_fate& fate) {
    const model::goal_references goals = model::goals_of_all(report, test);
    for (const model::goal_reference& one : goals) {
        if (!stands_in(out, one.goal)) out.subjects.push_back({one.goal, one.name.empty() ? one.goal : one.name});
    }
    fate.carried(field::assessment_goal, report.assessments[test].goals.size());
    goal_files::tell_result_goals(report, test, goals, of_one_result, fate);
    for (const model::assessment_part& part : report.assessments[test].parts)
        fate.dropped(field::part_goal, "a part in Edu-V has an id and a name only", part.goals.size());
}

std::string information_on(const model::progress_report& report, std::size_t test) {
    std::string text;
    std::set<std::string_view> told;
    const auto tell = [&](const model::goal_references& goals) {
        for (const model::goal_reference& one : goals) {
            if (one.explanation.empty() || !told.insert(one.explanation).second) continue;
            text += (text.empty() ? "" : "\n") + one.explanation;
        }
    };
    tell(report.assessments[test].goals);
    for (const model::assessment_part& part : report.assessments[test].parts) tell(part.goals);
    for (const model::sitting& sitting : report.sittings) {
        if (sitting.assessment != test) continue;
        for (const model::result& result : sitting.results) tell(result.goals);
    }
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

} // namespace schakel::edu_v_results_2_1
