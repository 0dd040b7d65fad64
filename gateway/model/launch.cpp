#include "gateway/model/launch.hpp"

#include <algorithm>
#include <array>

namespace schakel::model {

namespace {

constexpr std::array<std::string_view, 5> kinds{
    "resource", "deep-linking", "submission-review", "data-privacy", "other"};
constexpr std::array<std::string_view, 13> roles{
    "learner",
    "instructor",
    "teaching-assistant",
    "content-developer",
    "mentor",
    "manager",
    "administrator",
    "staff",
    "observer",
    "guest",
    "member",
    "none",
    "other"};
constexpr std::array<std::string_view, 3> scopes{"context", "institution", "system"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view text) {
    const auto* found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

bool teaches(const held_role& one) {
    switch (one.what) {
    case launch_role::instructor:
    case launch_role::teaching_assistant:
    case launch_role::content_developer:
    case launch_role::manager:
    case launch_role::administrator: return one.where == role_scope::context;
    default: return false;
    }
}

} // namespace

std::string_view to_string(launch_kind which) {
    return kinds[static_cast<std::size_t>(which)];
}
std::optional<launch_kind> parse_launch_kind(std::string_view text) {
    return parse<launch_kind>(kinds, text);
}
std::string_view to_string(launch_role which) {
    return roles[static_cast<std::size_t>(which)];
}
std::optional<launch_role> parse_launch_role(std::string_view text) {
    return parse<launch_role>(roles, text);
}
std::string_view to_string(role_scope which) {
    return scopes[static_cast<std::size_t>(which)];
}
std::optional<role_scope> parse_role_scope(std::string_view text) {
    return parse<role_scope>(scopes, text);
}

bool is_learner(const launch_person& who) {
    if (std::ranges::any_of(who.roles, teaches)) return false;
    return std::ranges::any_of(who.roles, [](const held_role& one) { return one.what == launch_role::learner; });
}

} // namespace schakel::model
