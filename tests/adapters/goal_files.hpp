// Tests that the adapters of goals and crosswalks share.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "tests/support/goal_json.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::test {

const adapter& goal_adapter_named(std::string_view standard);

// The golden cases of one adapter; and that every rule of it is met in one of them, or is named here.
void check_goal_cases(std::string_view standard, std::initializer_list<std::string_view> rules_shown_elsewhere = {});

// A text read by an adapter; fails the test when it is refused.
collected_goals read_goals(std::string_view standard, std::string_view text, const goal_reading_options& options = {});

// The records as JSON, one after the other, in an order that does not depend on how they came;
// the same record twice counts once.
std::string sorted_json(const collected_goals& read);

struct goal_text {
    std::string bytes;
    field_fate fate;
    findings refused;
};
// Records written by an adapter.
goal_text write_goals(
    std::string_view standard, std::vector<model::goals::record> records, const goal_writing_options& options = {}
);

// How many statements our own reader finds in a text of Turtle.
std::size_t statements_in(std::string_view turtle);

// A file below tests/adapters.
std::string test_file(const std::string& path);

// A file of the corpus beside the repository; none, with a message, where it is absent.
std::optional<std::string> corpus_file(const std::string& path);

} // namespace schakel::test
