#include "adapters/xapi_1_0_3/rule_catalogue.hpp"
#include "adapters/xapi_1_0_3/rules.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace schakel::xapi_1_0_3 {

namespace {

// Numbers of more digits than a decimal holds compare as doubles.
std::partial_ordering compare(json::value a, json::value b) {
    const auto exact_a = a.number();
    const auto exact_b = b.number();
    if (exact_a && exact_b) return *exact_a <=> *exact_b;
    return a.approximate() <=> b.approximate();
}

struct component_place {
    std::string_view list, type;
};
constexpr std::array places{
    component_place{"choices", "choice"},  component_place{"choices", "sequencing"},
    component_place{"scale", "likert"},    component_place{"source", "matching"},
    component_place{"target", "matching"}, component_place{"steps", "performance"},
};
constexpr std::array<std::string_view, 5> lists{"choices", "scale", "source", "target", "steps"};

void check_components(json::value list, findings& found) {
    std::set<std::string_view> ids;
    for (json::value one = list.first_child(); one; one = one.next_sibling()) {
        const json::value id = one.member("id");
        if (!ids.insert(id.text()).second) report(found, fault::duplicate_component, id, std::string(list.name()));
    }
}

} // namespace

void check_result(json::value result, findings& found) {
    const json::value score = result.member("score");
    if (!score) return;
    const json::value raw = score.member("raw");
    const json::value low = score.member("min");
    const json::value high = score.member("max");
    if (low && high && !(compare(low, high) < 0)) {
        report(found, fault::score_range, low, {}, std::string(low.number_text()));
        return; // no score fits such a range
    }
    if (raw && low && compare(raw, low) < 0)
        report(found, fault::score_outside_range, raw, ">= " + std::string(low.number_text()));
    if (raw && high && compare(raw, high) > 0)
        report(found, fault::score_outside_range, raw, "<= " + std::string(high.number_text()));
}

void check_definition(json::value definition, findings& found) {
    const std::string_view type = definition.member("interactionType").text();
    for (const std::string_view name : lists) {
        const json::value list = definition.member(name);
        if (!list) continue;
        check_components(list, found);
        const bool fits = std::ranges::any_of(places, [&](const component_place& one) {
            return one.list == name && one.type == type;
        });
        if (!fits) report(found, fault::component_list, list, {}, std::string(name));
    }
}

} // namespace schakel::xapi_1_0_3
