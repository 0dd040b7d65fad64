// Errors of the admin API: RFC 9457 problems. Private to admin.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/transport/http_message.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace schakel::admin {

// {"type","title","status","detail","instance","trace_id"} and what `more` adds. `type` is stable:
// "urn:schakel:problem:" and one of the names that openapi.json lists. `instance` is new with every problem; the trace
// id is the caller's own (W3C traceparent) and left out without one.
transport::http_response problem(
    const clock& time, const transport::http_request& request, int status, std::string_view type,
    std::string_view detail, const std::function<void(json::writer&)>& more = {}
);

// A value that is not as it should be: 400 with the parameter, what was expected and the nearest that exists.
struct bad_value {
    std::string parameter, expected, nearest;
};
transport::http_response
bad_value_problem(const clock& time, const transport::http_request& request, const bad_value& what);

} // namespace schakel::admin
