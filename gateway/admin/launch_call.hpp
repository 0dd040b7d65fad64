// What the calls about launches share. Private to admin.
#pragma once

#include "gateway/admin/call_answers.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace schakel::admin {

// Runs `work` on a thread that may wait for the store, and answers with what it gives; 503 at once where this gateway
// keeps no launches. `work` gets the services and what makes a problem; nothing else of the call may be used in it.
using launch_work = std::function<transport::http_response(const launch_plane&, const later_problem&)>;
void answer_from_launches(const call& asked, transport::responder respond, launch_work work);

// What a person did over this API, in the audit log.
void audit_launches(const admin_services& with, std::string_view action, std::string_view subject, std::string detail);

} // namespace schakel::admin
