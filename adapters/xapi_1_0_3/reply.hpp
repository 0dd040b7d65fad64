// What senders and askers are answered: status, headers and a body that explains.
#pragma once

#include "gateway/adapter/adapter.hpp"

namespace schakel::xapi_1_0_3 {

reply acknowledge(const exchange& received, const disposition& decided);

// GET and HEAD on statements and about.
reply answer_question(const exchange& asked, const message_lookup& lookup);

// X-Experience-API-Version, and on statements X-Experience-API-Consistent-Through: a message is acknowledged only when
// it is stored, so the time of asking holds.
header_fields standard_headers(const exchange& asked);

// {"status","text"} with the text in Dutch or English.
reply explained(const exchange& asked, int status, std::string_view text);

} // namespace schakel::xapi_1_0_3
