#include "gateway/settings/route_order.hpp"

#include <algorithm>
#include <array>

namespace schakel::settings {

namespace {

using names = std::set<std::string, std::less<>>;

constexpr std::array dimensions{&route::from,      &route::schools,  &route::families, &route::kinds,
                                &route::standards, &route::subjects, &route::levels};

bool covers(const names& wide, const names& narrow) {
    if (wide.empty()) return true;
    return !narrow.empty() && std::ranges::includes(wide, narrow);
}

bool overlap(const names& a, const names& b) {
    if (a.empty() || b.empty()) return true;
    return std::ranges::any_of(a, [&](const std::string& one) { return b.contains(one); });
}

} // namespace

bool covers(const route& wide, const route& narrow) {
    const bool starts = !wide.since || (narrow.since && *narrow.since >= *wide.since);
    const bool ends = !wide.until || (narrow.until && *narrow.until <= *wide.until);
    return starts && ends &&
           std::ranges::all_of(dimensions, [&](auto dimension) { return covers(wide.*dimension, narrow.*dimension); });
}

bool overlap(const route& a, const route& b) {
    const bool a_first = a.until && b.since && *a.until <= *b.since;
    const bool b_first = b.until && a.since && *b.until <= *a.since;
    return !a_first && !b_first &&
           std::ranges::all_of(dimensions, [&](auto dimension) { return overlap(a.*dimension, b.*dimension); });
}

void route_rivals::add(const route& one) {
    const auto put = [&](by_name& index, const names& values) {
        if (values.empty()) index.any.push_back(&one);
        for (const std::string& value : values) index.named[value].push_back(&one);
    };
    all_.push_back(&one);
    put(from_, one.from);
    put(schools_, one.schools);
}

route_rivals::groups route_rivals::groups_for(const by_name& index, const names& values) {
    groups found{&index.any};
    for (const std::string& value : values) {
        const auto named = index.named.find(value);
        if (named != index.named.end()) found.push_back(&named->second);
    }
    return found;
}

void route_rivals::any_of(const route& one, const std::function<bool(const route&)>& look) const {
    const auto size = [](const groups& of) {
        std::size_t sum = 0;
        for (const auto* group : of) sum += group->size();
        return sum;
    };
    groups best{&all_};
    for (const auto& [index, values] : {std::pair(&from_, &one.from), std::pair(&schools_, &one.schools)}) {
        if (values->empty()) continue; // such a route may overlap any other
        groups found = groups_for(*index, *values);
        if (size(found) < size(best)) best = std::move(found);
    }
    for (const auto* group : best)
        for (const route* other : *group)
            if (look(*other)) return;
}

} // namespace schakel::settings
