// What the calls about rosters share. Private to admin.
#pragma once

#include "gateway/admin/call_answers.hpp"

#include <optional>

namespace schakel::admin {

// 503 where no rosters are kept, 404 for a school that is not configured; none when all is well.
std::optional<transport::http_response> no_rosters(const call& asked);
std::optional<transport::http_response> no_school(const call& asked, std::string_view school);

void write_version(json::writer& out, const roster::roster_version& of);

} // namespace schakel::admin
