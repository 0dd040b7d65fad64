// Reads requests from bytes, without a socket: strict in framing, so that no proxy before us counts requests
// differently (request smuggling). Beast's parser does the syntax; what it lets through is refused here. Internal to
// transport.
#pragma once

#include "gateway/transport/head_scanner.hpp"

#include <memory>

namespace schakel::transport {

class request_reader {
public:
    enum class step {
        need_more, // more bytes are needed; what was not consumed must be offered again
        head,      // the head is whole: request() has everything but the body
        complete,
        refused, // see problem(); nothing more can be read from this connection
    };

    explicit request_reader(const listener_limits& limits);
    ~request_reader();

    // Takes what it used from the front of input. Returns head once per request, also when there is no body.
    step advance(std::string_view& input);
    void next(); // ready for the request that follows on the same connection

    http_request& request();
    refused problem() const;
    bool keep_alive() const;       // what the client wants
    bool is_http_1_0() const;      // keep-alive must then be said aloud
    bool expects_continue() const; // the client waits for "100 Continue" before it sends the body
    bool has_body() const;
    std::size_t body_received() const;

private:
    class impl;
    std::unique_ptr<impl> impl_;
};

} // namespace schakel::transport
