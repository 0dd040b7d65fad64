// What several verbs need.
#include "gateway/command/verbs.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/validation/schema_catalogue.hpp"
#include "gateway/validation/schema_remark.hpp"

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
    for (const finding& one : why.faults) { // all of them; the first line told the most telling one
        std::string text = one.text(language::en);
        if (text == why.message) continue;
        std::fprintf(stderr, "%s\n", validation::to_string({why.why, why.file, one.where, std::move(text)}).c_str());
    }
    if (why.why == validation::schema_refusal::kind::unreadable)
        std::fputs("A schema is only looked up in its own folder and in those that --catalogue names.\n", stderr);
    return exit_code::schema_refused;
}

void print_remark(std::FILE* out, const validation::schema_remark& one, language lang) {
    const finding& what = one.what;
    std::fprintf(
        out, "%s:%u:%u: %s: %s [%s]\n", one.file.c_str(), what.where.line, what.where.column,
        std::string(to_string(what.broken->level)).c_str(), what.text(lang).c_str(),
        std::string(what.broken->id).c_str()
    );
}

} // namespace schakel::command
