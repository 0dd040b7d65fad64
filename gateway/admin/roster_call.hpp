// What the calls about rosters share. Private to admin.
#pragma once

#include "gateway/admin/call.hpp"
#include "gateway/admin/problem.hpp"
#include "gateway/codec/json_document.hpp"

#include <optional>
#include <string>

namespace schakel::admin {

// 503 where no rosters are kept, 404 for a school that is not configured; none when all is well.
std::optional<transport::http_response> no_rosters(const call& asked);
std::optional<transport::http_response> no_school(const call& asked, std::string_view school);

transport::http_response roster_problem(const call& asked, int status, std::string_view type, std::string_view detail);

// The members of the body, which is an object. An empty body is an empty object; none: no object, and `refused` says
// so.
class body_members {
public:
    explicit body_members(const call& asked);
    std::optional<transport::http_response> refused;
    std::string text(std::string_view name) const; // "" when absent or no text

private:
    std::optional<json::document> read_;
};

void write_version(json::writer& out, const roster::roster_version& of);

// For an answer that comes later from another thread: what a problem needs of the request.
using later_problem = std::function<transport::http_response(int, std::string_view, std::string_view)>;
later_problem problem_later(const call& asked);

} // namespace schakel::admin
