// What the calls about learning goals share. Private to admin.
#pragma once

#include "gateway/admin/call_answers.hpp"

#include <optional>

namespace schakel::admin {

// 503 where no goals are kept; none when all is well.
std::optional<transport::http_response> no_goals(const call& asked);
// 503 also while the first graph is built, 404 when nothing was imported; else `graph` is the one in use.
std::optional<transport::http_response> no_graph(const call& asked, goals::graph_pointer& graph);

} // namespace schakel::admin
