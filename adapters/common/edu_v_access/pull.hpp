// Fetching what a service provides: all products of a catalogue, or all that a school has.
#pragma once

#include "adapters/common/edu_v_access/read.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace schakel::edu_v_access {

// Parameters of a source, all optional.
//   path: of the service below the address of the source; otherwise "".
//   view: catalogue: "info" fetches what portals see; otherwise everything.
//   since: catalogue: "true" asks for what changed since the last fetch, where that is no more than seven days ago.
std::span<const std::string_view> pull_parameters();

// The schemas outlive the conversation.
std::unique_ptr<entitlement_pull> make_pull(service by, const pull_options& options, const document_schemas& schemas);

} // namespace schakel::edu_v_access
