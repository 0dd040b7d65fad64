// Confirmations: what is told back, later and in a message of its own, of a request that was taken in.
#pragma once

#include "adapters/common/edu_v_access/wire.hpp"

namespace schakel::edu_v_access {

// Parameters of the party that sends requests, all optional.
//   role: what this gateway is to it: "portal" (shows links to pupils; usual), "licensor" (licence office) or
//     "entitlor" (makes entitlements of orders).
//   portal: our identifier as a portal; without it every link of a request is ours.
std::span<const std::string_view> confirming_parameters();

// An entitlement as a portal: a link that is initialised is processed, a cancelled or blocked one is so here too; as a
// licence office: what was created is entitled, what was cancelled or blocked is so here too. An order as entitlor:
// what was ordered is processed, what was cancelled is cancelled. Anything else needs no confirmation.
std::vector<outgoing> confirmations(
    service by, const entitlement_reading& request, const model::access::record& kept, std::string_view receipt,
    const encode_options& options
);

receipt interpret_confirmation(const outgoing& sent, const received_answer& answer);
std::span<const outcome_row> confirmation_outcomes();

} // namespace schakel::edu_v_access
