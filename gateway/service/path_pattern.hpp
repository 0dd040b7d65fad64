// Whether a path below an adapter's base path is one of an end point: "/users/{}/classes" takes any one segment, which
// is not empty, for "{}".
#pragma once

#include <algorithm>
#include <string_view>

namespace schakel::service {

// Both as segments between slashes; an encoded slash within a segment is "%2F" and borders nothing.
constexpr bool path_fits(std::string_view pattern, std::string_view path) {
    for (;;) {
        const std::string_view wanted = pattern.substr(0, pattern.find('/'));
        const std::string_view given = path.substr(0, path.find('/'));
        if (wanted == "{}" ? given.empty() : wanted != given) return false;
        pattern.remove_prefix(wanted.size());
        path.remove_prefix(given.size());
        if (pattern.empty() || path.empty()) return pattern.empty() && path.empty();
        pattern.remove_prefix(1);
        path.remove_prefix(1);
    }
}

static_assert(path_fits("", "") && path_fits("/users", "/users") && !path_fits("/users", "/users/"));
static_assert(path_fits("/users/{}", "/users/a%2Fb") && !path_fits("/users/{}", "/users/"));
static_assert(!path_fits("/users/{}", "/users/a/b") && path_fits("/users/{}/classes", "/users/a/classes"));

} // namespace schakel::service
