// What may go on the wire as a header, whoever wrote it. Internal to transport.
#pragma once

#include "gateway/transport/http_message.hpp"

namespace schakel::transport {

bool is_token(std::string_view text);             // RFC 9110, 5.6.2
bool is_well_formed(const http_headers& headers); // names are tokens, values hold no line ends or NUL
bool is_framing_header(std::string_view name);    // Content-Length, Transfer-Encoding, Connection: the transport's own

} // namespace schakel::transport
