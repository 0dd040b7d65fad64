// One TCP or TLS connection, either side. Internal to transport.
//
// The two kinds hide behind virtual functions, so that sessions and the client are compiled once. Errors are folded
// into "it ended": nobody here can do more about them than close. Every operation ends when interrupt() or close() is
// called.
#pragma once

#include "gateway/transport/asio.hpp"
#include "gateway/transport/http_message.hpp"

#include <memory>
#include <optional>
#include <string>

namespace schakel::transport {

class tls_context;

class connection {
public:
    virtual ~connection() = default;

    virtual awaitable<bool> handshake() = 0;
    virtual awaitable<std::size_t> read_some(asio::mutable_buffer into) = 0; // 0: the end, or an error
    virtual awaitable<bool> write_all(asio::const_buffer from) = 0;
    virtual awaitable<void> end_writing() = 0; // tells the peer that nothing more comes
    virtual std::optional<client_certificate> peer_certificate() const = 0;
    virtual std::string failure_text() const = 0; // why handshake() said no

    tcp_socket& socket() { return *socket_; }
    void interrupt(); // operations under way end, the connection stays
    void close();

protected:
    void attach(tcp_socket* socket) { socket_ = socket; }

private:
    tcp_socket* socket_ = nullptr; // lives in the derived class
};

std::unique_ptr<connection> make_plain_connection(tcp_socket socket);
std::unique_ptr<connection> make_tls_server_connection(tcp_socket socket, std::shared_ptr<const tls_context> context);
// Verifies that the certificate names host, which may be an address.
std::unique_ptr<connection>
make_tls_client_connection(tcp_socket socket, std::shared_ptr<const tls_context> context, const std::string& host);

} // namespace schakel::transport
