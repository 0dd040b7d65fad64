// Single logout (SAML 2.0 Profiles 4.4), in both directions.
#pragma once

#include "adapters/saml_entree/peer.hpp"
#include "gateway/adapter/launch.hpp"

namespace schakel::saml_entree {

// Our session has ended before this is called; a provider without a logout address leaves it at that.
launch_step begin_logout(
    const model::launch_session& session, const launch_party& from, const launching& with, const peer_memory& peers
);

// A message at the logout address: the answer to ours, or a request of the other side. A request for a session that
// nobody knows is answered like any other, so that the answer tells nothing.
launch_step take_logout(const browser_request& request, const launching& with, const peer_memory& peers);

} // namespace schakel::saml_entree
