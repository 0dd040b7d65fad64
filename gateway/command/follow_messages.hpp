// Messages as they come in: `schakel messages --follow`.
#pragma once

#include "gateway/command/admin_answer.hpp"

namespace schakel::command {

// Shows what the filter finds, oldest first, and then what comes, until the process is ended or the gateway does not
// answer. `as_json`: one object per line. The exit code.
int follow_messages(const admin_address& where, named_values filter, bool as_json);

} // namespace schakel::command
