#include "gateway/admin/problem.hpp"

#include "gateway/core/id.hpp"

#include <algorithm>

namespace schakel::admin {

namespace {

// The trace id of a W3C traceparent, or "" when there is none that is well-formed.
std::string_view trace_id(std::string_view parent) {
    constexpr std::size_t version = 3, id = 32;
    if (parent.size() < version + id + 1 || parent[2] != '-' || parent[version + id] != '-') return {};
    const std::string_view found = parent.substr(version, id);
    const bool hex = found.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    return hex ? found : std::string_view{};
}

} // namespace

transport::http_response problem(
    const clock& time, const transport::http_request& request, int status, std::string_view type,
    std::string_view detail, const std::function<void(json::writer&)>& more
) {
    json::writer out;
    out.begin_object().member("type", "urn:schakel:problem:" + std::string(type));
    out.member("title", transport::reason_phrase(status)).member("status", status);
    out.member_if_present("detail", detail).member("instance", "urn:uuid:" + new_id(time));
    out.member_if_present("trace_id", trace_id(request.headers.get("traceparent")));
    if (more) more(out);
    out.end_object();
    return {status, {{"Content-Type", "application/problem+json"}}, out.finish()};
}

transport::http_response
bad_value_problem(const clock& time, const transport::http_request& request, const bad_value& what) {
    std::string detail = what.parameter + ": expected " + what.expected;
    if (!what.nearest.empty()) detail += "; did you mean \"" + what.nearest + "\"?";
    return problem(time, request, 400, "bad-value", detail, [&](json::writer& out) {
        out.member("parameter", what.parameter).member("expected", what.expected);
        out.member_if_present("nearest", what.nearest);
    });
}

} // namespace schakel::admin
