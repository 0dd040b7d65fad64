// What several verbs need.
#include "gateway/command/verbs.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/validation/schema_catalogue.hpp"

#include <algorithm>

namespace schakel::command {

int usage_error(const std::string& text) {
    std::fprintf(stderr, "schakel: %s\nTry \"schakel --help\".\n", text.c_str());
    return exit_code::usage;
}

namespace {

std::string suggestion(std::string_view name, const std::vector<std::string_view>& known) {
    const std::string_view guess = nearest(name, known);
    return guess.empty() ? std::string() : "; did you mean \"" + std::string(guess) + "\"?";
}

} // namespace

const adapter* find_adapter(const adapter_registry& adapters, const std::string& name) {
    if (const adapter* found = adapters.resolve(name)) return found;
    std::vector<std::string_view> known;
    for (const auto& one : adapters) known.push_back(one->info().standard);
    usage_error("unknown standard \"" + name + "\"" + suggestion(name, known));
    return nullptr;
}

bool all_known(
    const std::string& what, const std::vector<std::string>& names, const std::vector<std::string_view>& known
) {
    for (const std::string& name : names) {
        if (std::ranges::find(known, name) != known.end()) continue;
        usage_error("unknown " + what + " \"" + name + "\"" + suggestion(name, known));
        return false;
    }
    return true;
}

int print_refusal(const validation::schema_refusal& why) {
    std::fprintf(stderr, "%s\n", validation::to_string(why).c_str());
    return exit_code::schema_refused;
}

} // namespace schakel::command
