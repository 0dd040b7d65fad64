#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

// Those of fetching are shown by tests/unit/case.
TEST_CASE("golden cases of case-1.1") {
    check_goal_cases(
        "case-1.1", {"case.newer-member", "case.no-framework", "case.one-framework", "case.pull-foreign-link",
                     "case.pull-endless", "case.pull-offset-ignored", "case.pull-limit-capped", "case.pull-incomplete",
                     "case.pull-not-json", "case.pull-refused"}
    );
}

TEST_CASE("a package carries one framework: none is refused, others are told") {
    const auto refused = [](const goal_text& written) {
        REQUIRE(written.refused.size() == 1);
        return std::string(written.refused.front().broken->id);
    };
    CHECK(refused(write_goals("case-1.1", {})) == "case.no-framework");
    framework one, other;
    one.id = "https://e.example/a";
    other.id = "https://e.example/b";
    CHECK(refused(write_goals("case-1.1", {one, other})) == "case.one-framework");
    goal_writing_options options;
    options.framework = other.id;
    CHECK(write_goals("case-1.1", {one, other}, options).refused.empty());
}
