#include "gateway/routing/router.hpp"

#include <algorithm>

namespace schakel::routing {

namespace {

// The first condition of the route that the facts do not fulfil, or "" when all hold.
std::string_view failed_condition(const settings::route& route, const facts& of) {
    const auto holds = [](const auto& names, const std::string& value) {
        return names.empty() || names.contains(value);
    };
    if (!holds(route.from, of.sender)) return "from";
    if (!holds(route.schools, of.school)) return "school";
    if (!holds(route.families, of.family)) return "family";
    if (!holds(route.kinds, of.kind)) return "kind";
    if (!holds(route.standards, of.standard)) return "standard";
    if (!holds(route.subjects, of.subject)) return "subject";
    if (!holds(route.levels, of.level)) return "level";
    if (route.since && of.at < *route.since) return "since";
    if (route.until && of.at >= *route.until) return "until";
    return {};
}

} // namespace

router::router(std::vector<settings::route> routes) : by_priority_(std::move(routes)) {
    std::ranges::stable_sort(by_priority_, std::greater{}, &settings::route::priority);
    looks_at_assessments_ = std::ranges::any_of(by_priority_, [](const settings::route& one) {
        return !one.subjects.empty() || !one.levels.empty();
    });
}

const settings::route* router::match(const facts& of) const {
    const auto found = std::ranges::find_if(by_priority_, [&](const settings::route& one) {
        return failed_condition(one, of).empty();
    });
    return found == by_priority_.end() ? nullptr : &*found;
}

std::vector<verdict> router::explain(const facts& of) const {
    std::vector<verdict> told;
    bool won = false;
    for (const settings::route& one : by_priority_) {
        const std::string_view failed = failed_condition(one, of);
        if (!failed.empty()) {
            told.push_back({verdict::kind::not_matched, &one, failed});
            continue;
        }
        told.push_back({won ? verdict::kind::shadowed : verdict::kind::won, &one, {}});
        won = true;
    }
    return told;
}

} // namespace schakel::routing
