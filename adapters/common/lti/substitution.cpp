#include "adapters/common/lti/substitution.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti {

namespace {

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& one : list) out += (out.empty() ? "" : ",") + one;
    return out;
}

std::string roles_in_context(const model::launch& in) {
    std::vector<std::string> words;
    for (const model::held_role& one : in.person.roles) {
        if (one.where == model::role_scope::context) words.push_back(one.word);
    }
    return joined(words);
}

std::string own_id(const model::launch& in) {
    return in.person.ids.empty() ? std::string() : in.person.ids.front().value;
}

using ask = std::string (*)(const model::launch&);
struct variable {
    std::string_view name;
    ask value;
};

const std::array variables{
    variable{"Context.id", [](const model::launch& in) { return in.context.id; }},
    variable{"Context.label", [](const model::launch& in) { return in.context.label; }},
    variable{"Context.title", [](const model::launch& in) { return in.context.title; }},
    variable{"Context.type", [](const model::launch& in) { return joined(in.context.types); }},
    variable{"CourseOffering.sourcedId", [](const model::launch& in) { return in.context.course_offering; }},
    variable{"CourseSection.sourcedId", [](const model::launch& in) { return in.context.course_section; }},
    variable{"Membership.role", roles_in_context},
    variable{"Message.documentTarget", [](const model::launch& in) { return in.presentation.target; }},
    variable{"Message.locale", [](const model::launch& in) { return in.presentation.locale; }},
    variable{"Message.returnUrl", [](const model::launch& in) { return in.presentation.return_url; }},
    variable{"Person.email.primary", [](const model::launch& in) { return in.person.email; }},
    variable{"Person.name.family", [](const model::launch& in) { return in.person.family_name; }},
    variable{"Person.name.full", [](const model::launch& in) { return in.person.name; }},
    variable{"Person.name.given", [](const model::launch& in) { return in.person.given_name; }},
    variable{"Person.name.middle", [](const model::launch& in) { return in.person.middle_name; }},
    variable{
        "Person.sourcedId",
        [](const model::launch& in) { return std::string(value_of(in.person.ids, model::scheme::lis_person)); }},
    variable{"ResourceLink.description", [](const model::launch& in) { return in.resource.description; }},
    variable{"ResourceLink.id", [](const model::launch& in) { return in.resource.id; }},
    variable{"ResourceLink.title", [](const model::launch& in) { return in.resource.title; }},
    variable{"ToolPlatformInstance.guid", [](const model::launch& in) { return in.platform.guid; }},
    variable{"ToolPlatformInstance.name", [](const model::launch& in) { return in.platform.name; }},
    variable{"User.id", own_id},
};

const auto names = [] {
    std::array<std::string_view, variables.size()> out;
    std::ranges::transform(variables, out.begin(), &variable::name);
    return out;
}();

} // namespace

std::optional<std::string> value_of_variable(std::string_view name, const model::launch& in) {
    const auto found = std::ranges::lower_bound(variables, name, {}, &variable::name);
    if (found == variables.end() || found->name != name) return std::nullopt;
    std::string value = found->value(in);
    return value.empty() ? std::nullopt : std::optional(std::move(value));
}

model::parameters substituted(const model::parameters& custom, const model::launch& in) {
    model::parameters out = custom;
    for (auto& [name, value] : out) {
        if (!value.starts_with('$')) continue;
        if (auto known = value_of_variable(std::string_view(value).substr(1), in)) value = std::move(*known);
    }
    return out;
}

std::span<const std::string_view> known_variables() {
    return names;
}

} // namespace schakel::lti
