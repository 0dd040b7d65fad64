// HTTP/1.1 over one blocking connection on this machine, as far as a proof needs it: bodies with a Content-Length.
// Written apart from gateway/transport, so that a fault there is not repeated by who judges it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::prove {

struct wire_message {
    std::string start_line, head, body; // `head` with the start line
    int status() const;                 // of an answer; 0 when there is none in it
};

class wire {
public:
    explicit wire(int socket);
    wire(wire&& other) noexcept;
    wire& operator=(wire&& other) noexcept;
    ~wire();

    static std::optional<wire> connect(std::uint16_t port); // 127.0.0.1; none: nobody listens

    bool write(std::string_view bytes);
    std::optional<wire_message> read(); // none: the connection is gone, or 20 s went by
    bool peer_is_gone() const;          // who sent has closed: nobody hears an answer
    void reset_at_end();                // when it is closed the other side sees a reset

private:
    bool receive();

    int socket_;
    std::string buffer_;
};

// One question over a connection of its own; none: no answer.
std::optional<wire_message> ask(std::uint16_t port, std::string_view request);

struct listening {
    int socket;
    std::uint16_t port;
};
std::optional<listening> listen_anywhere(); // a free port of 127.0.0.1
// The next connection; -1 when none came within 50 ms.
int accept_soon(int listening_socket);

} // namespace schakel::prove
