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

} // namespace schakel::settings
