// HTTP/1.1 over one blocking connection on this machine, as far as the benches need it: bodies with a Content-Length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace schakel::bench {

// Views into the stream's buffer, good until the next message is read.
struct http_head_and_body {
    std::string_view start_line, head, body;
};

// What a head says of its body's length: 0 without a word of it, none when it is no number.
std::optional<std::size_t> content_length(std::string_view head);

class http_stream {
public:
    explicit http_stream(int socket) : socket_(socket) {}
    ~http_stream();
    http_stream(const http_stream&) = delete;
    http_stream& operator=(const http_stream&) = delete;

    bool write(std::string_view bytes) const; // false: the connection is gone
    std::optional<http_head_and_body> read(); // none: the connection is gone, or what came is not understood

private:
    bool receive();

    int socket_;
    std::string buffer_;
    std::size_t used_ = 0; // bytes of the message that was given last
};

int connect_to(std::uint16_t port);                             // 127.0.0.1; -1 on failure
std::optional<std::pair<int, std::uint16_t>> listen_anywhere(); // a free port of 127.0.0.1

} // namespace schakel::bench
