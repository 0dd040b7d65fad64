#include "tests/architecture/include_rules.hpp"

#include "tests/architecture/layers.hpp"

#include <algorithm>

namespace schakel::architecture {

namespace {

using broken = std::optional<std::string>;

std::string_view take_part(std::string_view& path) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    return part;
}

// "gateway/codec/limits.hpp" is {"gateway", "codec", "limits.hpp"}; a file right below its top has an empty folder.
struct place {
    explicit place(std::string_view path) : top(take_part(path)) {
        if (path.find('/') != std::string_view::npos) folder = take_part(path);
        file = path;
    }
    std::string_view top;
    std::string_view folder;
    std::string_view file;
};

bool holds(const std::vector<std::string_view>& list, std::string_view name) {
    return std::ranges::count(list, name) > 0;
}

std::string listed(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text.empty() ? "nothing" : text;
}

broken judge_gateway_to_gateway(const place& from, const place& to) {
    if (from.folder == to.folder) return std::nullopt;
    const auto rule = std::ranges::find(folder_rules, from.folder, &folder_rule::folder);
    if (rule == folder_rules.end()) return "gateway/" + std::string(from.folder) + " is not in the table of layers.hpp";
    if (holds(rule->may_include, to.folder)) return std::nullopt;
    return "gateway/" + std::string(from.folder) + " may include " + listed(rule->may_include);
}

broken judge_gateway_to_adapters(const place& from, const place& to) {
    if (from.folder == "command" && to.folder.empty()) return std::nullopt;
    return "only gateway/command and main.cpp know adapters, and those by the list in all_adapters.hpp";
}

broken judge_adapter_to_gateway(const place& to) {
    if (holds(adapters_may_include, to.folder)) return std::nullopt;
    return "adapters may include " + listed(adapters_may_include) + " of the gateway";
}

broken judge_adapter_to_adapter(const place& from, const place& to) {
    if (from.folder == to.folder || to.folder == "common") return std::nullopt;
    return "an adapter knows no other adapter; what two share is in adapters/common";
}

broken judge_library(std::string_view file, std::string_view target) {
    const place from(file);
    for (const library_rule& rule : library_rules) {
        if (!target.starts_with(rule.header)) continue;
        if (from.top == "gateway" && holds(rule.users, from.folder)) return std::nullopt;
        if (holds(rule.users, file.substr(0, file.rfind('/')))) return std::nullopt;
        return std::string(rule.header) + " is for " + listed(rule.users) + " alone";
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string_view> included_by(std::string_view line) {
    const auto skip_space = [&] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
    skip_space();
    if (!line.starts_with('#')) return std::nullopt;
    line.remove_prefix(1);
    skip_space();
    if (!line.starts_with("include")) return std::nullopt;
    line.remove_prefix(std::string_view("include").size());
    skip_space();
    if (!line.starts_with('"') && !line.starts_with('<')) return std::nullopt;
    const std::size_t end = line.find(line.front() == '"' ? '"' : '>', 1);
    if (end == std::string_view::npos) return std::nullopt;
    return line.substr(1, end - 1);
}

broken broken_rule(std::string_view file, std::string_view target) {
    const place from(file);
    const place to(target);
    const bool is_list = from.folder.empty(); // gateway/main.cpp, adapters/all_adapters.cpp
    if (to.top == "tests") return "the product includes nothing of its tests";
    if (to.top != "gateway" && to.top != "adapters") return judge_library(file, target);
    if (is_list) return std::nullopt;
    if (from.top == "gateway") {
        return to.top == "gateway" ? judge_gateway_to_gateway(from, to) : judge_gateway_to_adapters(from, to);
    }
    return to.top == "gateway" ? judge_adapter_to_gateway(to) : judge_adapter_to_adapter(from, to);
}

} // namespace schakel::architecture
