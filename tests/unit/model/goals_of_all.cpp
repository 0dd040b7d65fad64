// Goals that hold for everything about an assessment.
#include "gateway/model/progress.hpp"

#include <doctest/doctest.h>

using namespace schakel::model;

namespace {

progress_report class_of(std::vector<result> results) {
    progress_report report;
    report.assessments.emplace_back().goals = {{"of-the-test"}};
    for (result& one : results) report.sittings.emplace_back().results.push_back(std::move(one));
    return report;
}

result about(std::string part, goal_references goals) {
    result made;
    made.part_id = std::move(part);
    made.goals = std::move(goals);
    return made;
}

} // namespace

TEST_CASE("a goal that all results name holds for the test, one that some name does not") {
    const auto report = class_of({about({}, {{"common"}, {"mine"}}), about({}, {{"other"}, {"common"}})});
    CHECK(goals_of_all(report, 0) == goal_references{{"of-the-test"}, {"common"}});
}

TEST_CASE("where there are results of the whole test these decide, else those of the parts") {
    CHECK(
        goals_of_all(class_of({about({}, {{"whole"}}), about("1", {{"part"}})}), 0) ==
        goal_references{{"of-the-test"}, {"whole"}}
    );
    CHECK(
        goals_of_all(class_of({about("1", {{"both"}}), about("2", {{"both"}})}), 0) ==
        goal_references{{"of-the-test"}, {"both"}}
    );
}

TEST_CASE("a test without results has its own goals, each once") {
    CHECK(goals_of_all(class_of({}), 0) == goal_references{{"of-the-test"}});
    CHECK(goals_of_all(class_of({about({}, {{"of-the-test"}})}), 0) == goal_references{{"of-the-test"}});
}
