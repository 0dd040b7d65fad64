// What the service says over HTTP: answers, and SOAP faults with status 500.
#pragma once

#include "adapters/eck_id/wire.hpp"

namespace schakel::eck_id {

reply as_reply(const chain_id_answer& answer);
reply refusal(const disposition& decided); // a fault that names the rule that was broken

} // namespace schakel::eck_id
