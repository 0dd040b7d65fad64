// Answers of the admin API as a terminal shows them; and the options that every verb has that asks it.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/command/admin_client.hpp"
#include "gateway/command/verbs.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace schakel::command {

using chosen_verb = std::function<void(std::function<int(const common_options&)>)>;

// What every such verb can be told.
struct admin_options {
    admin_address admin;
    bool json = false;
};

// Adds a verb with these options; `chosen` is called with it when the line names it.
CLI::App* add_admin_verb(
    CLI::App& parent, const std::string& name, const std::string& about, const std::string& example,
    admin_options& with, const chosen_verb& chosen, std::function<int(const common_options&)> run
);
CLI::App* add_admin_verb(
    CLI::App& parent, const std::string& name, const std::string& about, const std::string& example,
    admin_options& with, const chosen_verb& chosen, std::function<int()> run
);

using named_values = std::vector<std::pair<std::string, std::string>>;
std::string query_of(const named_values& values); // "?a=b&c=d" of those that are filled; "" for none

std::string text_of(json::value of, std::string_view name);
std::string number_of(json::value of, std::string_view name); // as it was written, "" when absent

// Prints the answer as it came (--json), or with `print`; or the problem. The exit code.
int print_answer(
    const result<admin_answer>& answer, const admin_options& with, const std::function<void(json::value)>& print
);

} // namespace schakel::command
