// The bytes of a response's head. Internal to transport.
#pragma once

#include "gateway/transport/http_message.hpp"

#include <string>

namespace schakel::transport {

struct response_framing {
    bool keep_alive = true;
    bool say_keep_alive = false; // to an HTTP/1.0 client
    bool streamed = false;       // in chunks, or until the connection closes when those are not understood
    bool chunked = false;
    bool gzip = false;
    bool may_vary = false; // another client would get another coding
};

bool is_well_formed(const http_response& response); // its headers are, and its status is a final one
bool may_have_body(int status);                     // 204 and 304 may not
void append_head(
    std::string& out, const http_response& response, const response_framing& framing, const std::string& date
);

} // namespace schakel::transport
