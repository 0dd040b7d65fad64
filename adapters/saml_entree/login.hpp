// Signing in: our request on its way, and the answer to it.
#pragma once

#include "adapters/saml_entree/peer.hpp"
#include "gateway/adapter/launch.hpp"

namespace schakel::saml_entree {

launch_step begin_login(const beginning& what, const launching& with, const peer_memory& peers);

// An answer at the consumer address. Of an answer that nobody asked for (quirk "unsolicited") RelayState says what is
// to be opened.
launch_step take_answer(const browser_request& request, const launching& with, const peer_memory& peers);

} // namespace schakel::saml_entree
