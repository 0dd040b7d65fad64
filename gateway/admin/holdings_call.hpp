// What the calls about catalogues and entitlements share. Private to admin.
#pragma once

#include "gateway/admin/call_answers.hpp"

#include <functional>

namespace schakel::admin {

// Runs `work` on a thread that may wait for the store, and answers with what it gives; 503 at once where this gateway
// keeps none. `work` gets the services and what makes a problem; nothing else of the call may be used in it.
using holdings_work = std::function<transport::http_response(const holding_services&, const later_problem&)>;
void answer_from_holdings(const call& asked, transport::responder respond, holdings_work work);

} // namespace schakel::admin
