// Compressed answers (RFC 9110 8.4): whether a client takes gzip, which answers are worth it, and the coder. Internal
// to transport.
#pragma once

#include "gateway/transport/http_message.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace schakel::transport {

bool accepts_gzip(const http_headers& of_request);
// Text, JSON and XML that nobody coded yet.
bool is_worth_coding(const http_response& response);

class gzip_coder {
public:
    gzip_coder();
    ~gzip_coder();

    // Appends what is ready of the coded bytes, which may be nothing; with `last`, all of them and the end mark.
    void code(std::string_view bytes, bool last, std::string& out);

private:
    class impl;
    std::unique_ptr<impl> impl_;
};

} // namespace schakel::transport
