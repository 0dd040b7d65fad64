// Sessions at systems where people sign in: one that began there with a launch can be ended here. Private to the launch
// flow.
//
// The gateway knows nobody as signed in: each launch stands by itself. What the source must be told when a person wants
// to sign out (SAML: the NameID and the SessionIndex) lies in the store under a key that the person's browser alone
// has, in a cookie of a lesson day. Nothing can be opened with it.
#pragma once

#include "gateway/pipeline/launch_passage.hpp"

#include <memory>

namespace schakel::pipeline {

// Somebody arrived from the source; nothing happens when the launch tells of no session.
void keep_session(const std::shared_ptr<passage>& it, const model::launch& came);

// GET /launch/sign-out?from=SYSTEM: the session that this browser began at the source ends, there too where the source
// can be told. A browser without one is shown that it is signed out, like any other.
void end_session(const std::shared_ptr<passage>& it);

// The source ended a session of its own.
void take_sign_out(const std::shared_ptr<passage>& it, signed_out& what, const adapter& by);

} // namespace schakel::pipeline
