// Absolute http and https URLs of the systems we call.
#pragma once

#include "gateway/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::transport {

struct url {
    std::string scheme;     // "http" or "https"
    std::string host;       // lower case, decoded; an IPv6 address without brackets
    std::uint16_t port = 0; // given or the scheme's own
    std::string target;     // path and query as given, at least "/"

    bool encrypted() const { return scheme == "https"; }
    std::string authority() const; // "host" or "host:port", as the Host header wants it
    std::string origin() const;    // "https://host:port", always with the port
};

// Refuses user information, other schemes, an empty host, and port 0. A fragment is dropped.
result<url> parse_url(std::string_view text);

} // namespace schakel::transport
