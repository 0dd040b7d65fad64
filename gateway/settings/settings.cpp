#include "gateway/settings/settings.hpp"

#include <algorithm>

namespace schakel::settings {

namespace {

template <class List, class Name>
auto* found_in(const List& list, std::string_view name, Name member) {
    const auto found = std::ranges::find(list, name, member);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const school* settings::find_school(std::string_view id) const {
    return found_in(schools, id, &school::id);
}

const system* settings::find_system(std::string_view id) const {
    return found_in(systems, id, &system::id);
}

const release_profile* settings::find_release(std::string_view name) const {
    return found_in(releases, name, &release_profile::name);
}

const system* settings::roster_owner(std::string_view school) const {
    for (const system& one : systems) {
        if (one.roster && one.roster->owns(school)) return &one;
    }
    return nullptr;
}

const goal_policy* settings::find_goal_policy(std::string_view name) const {
    const auto found = std::ranges::find(goal_policies, name, &goal_policy::name);
    return found == goal_policies.end() ? nullptr : &*found;
}

bool settings::translates_goals() const {
    const auto asks = [](const system& one) { return one.send && one.send->goals; };
    return std::ranges::any_of(systems, asks) ||
           std::ranges::any_of(routes, [](const route& one) { return one.goals.has_value(); });
}

const caller_credentials* system::asks_with() const {
    if (!query) return nullptr;
    if (query->none() && receive) return &*receive;
    return &*query;
}

model::identifiers school::identifiers_at(instant when) const {
    model::identifiers out = identifiers;
    for (const dated_identifier& one : dated) {
        if (one.holds_at(when)) out.push_back(one.what);
    }
    return out;
}

const hold_policy::period* hold_policy::planned_at(instant when) const {
    for (const period& one : periods) {
        if (one.from <= when && when < one.until) return &one;
    }
    return nullptr;
}

const std::string& querying::release_for(std::string_view school) const {
    const auto found = release_of.find(school);
    return found == release_of.end() ? release : found->second;
}

} // namespace schakel::settings
