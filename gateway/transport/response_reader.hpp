// Reads one response from bytes, without a socket. Internal to transport.
#pragma once

#include "gateway/transport/http_message.hpp"

#include <memory>

namespace schakel::transport {

class response_reader {
public:
    enum class step { need_more, complete, malformed, too_large };

    response_reader(bool to_head_request, std::size_t body_limit);
    ~response_reader();

    step advance(std::string_view& input); // takes what it used from the front of input
    step end_of_input();                   // the peer closed: that may be the end of the body

    http_response& response();
    bool keep_alive() const; // valid when complete

private:
    class impl;
    std::unique_ptr<impl> impl_;
};

} // namespace schakel::transport
