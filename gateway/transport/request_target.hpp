// Reads a request target (RFC 9112, 3.2) into path and query. Internal to transport.
#pragma once

#include "gateway/transport/http_message.hpp"

namespace schakel::transport {

// Fills target, path and query from target as received; an absolute form also replaces the Host header. False: 400.
//
// Refused: escapes that are cut short or hide control characters, dot segments in any spelling (also "%2e%2e" and
// "..%5c"), a path that is not UTF-8, and the forms that only a proxy serves.
bool read_request_target(http_request& request);

} // namespace schakel::transport
