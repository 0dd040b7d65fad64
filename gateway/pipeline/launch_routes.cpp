#include "gateway/pipeline/launch_routes.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

using names = std::set<std::string, std::less<>>;

bool allows(const names& wanted, std::string_view value) {
    return wanted.empty() || wanted.contains(value);
}

bool allows_role(const names& wanted, const std::vector<model::held_role>& held) {
    return wanted.empty() || std::ranges::any_of(held, [&](const model::held_role& one) {
               return wanted.contains(model::to_string(one.what));
           });
}

// "https://a.example/b" begins "https://a.example/b/c" and "https://a.example/b?c", not "https://a.example/bc".
bool begins(std::string_view prefix, std::string_view address) {
    if (!address.starts_with(prefix)) return false;
    if (prefix.ends_with('/') || address.size() == prefix.size()) return true;
    const char next = address[prefix.size()];
    return next == '/' || next == '?' || next == '#';
}

bool allows_target(const std::vector<std::string>& prefixes, std::string_view address) {
    return prefixes.empty() || std::ranges::any_of(prefixes, [&](const auto& one) { return begins(one, address); });
}

} // namespace

std::string_view failed_condition(const settings::launch_route& route, const launch_facts& of) {
    if (!allows(route.from, of.source)) return "from";
    if (!allows(route.schools, of.school)) return "school";
    if (!allows(route.kinds, model::to_string(of.kind))) return "kind";
    if (!allows_role(route.roles, of.roles)) return "role";
    if (!of.publisher.empty() && route.to != of.publisher) return "to";
    // Choosing has no product and no address yet.
    const bool choosing = of.kind == model::launch_kind::deep_linking;
    if (!choosing && !allows(route.products, product_by(route, of))) return "product";
    if (!choosing && of.publisher.empty() && !allows_target(route.targets, of.target)) return "target";
    return {};
}

std::vector<const settings::launch_route*>
matching_launches(const std::vector<settings::launch_route>& all, const launch_facts& of) {
    std::vector<const settings::launch_route*> found;
    for (const settings::launch_route& one : all) {
        if (!failed_condition(one, of).empty()) continue;
        if (!found.empty() && one.priority > found.front()->priority) found.clear();
        if (found.empty() || one.priority == found.front()->priority) found.push_back(&one);
    }
    return found;
}

} // namespace schakel::pipeline
