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

// An import that the gateway was asked to begin: waits for its end, and tells what it came to.
int follow_import(const admin_address& gateway, result<admin_answer> started, bool json);

} // namespace schakel::command
