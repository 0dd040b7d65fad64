// `schakel goals import` beside a running gateway, which holds the store: the files go there over its admin API.
#pragma once

#include "gateway/command/admin_client.hpp"
#include "gateway/command/goals_files.hpp"
#include "gateway/command/goals_import.hpp"

namespace schakel::command {

// Returns when the import ended, and what it brought is in use.
int import_through_gateway(
    const goals_import_options& options, const admin_address& gateway, const goals_files& files,
    const std::string& standard
);

} // namespace schakel::command
