// Sends requests to other systems: HTTP/1.1, plain or TLS, over pooled keep-alive connections.
//
// An answer of any status is a response; a transport_error says how far the request got, so that the delivery policy
// knows whether the other side may have acted on it. Redirects are not followed.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/transport/egress.hpp"
#include "gateway/transport/http_message.hpp"
#include "gateway/transport/server.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace schakel::transport {

// Whom we trust and who we are, for TLS. Load once and share; connections are pooled per identity.
struct client_tls_settings {
    std::filesystem::path ca_file;     // PEM; empty: the system's certificate authorities
    std::filesystem::path certificate; // PEM chain of our own, for mutual TLS; empty: none
    std::filesystem::path key;
    tls_version minimum = tls_version::tls_1_2;
};
class client_tls;
result<std::shared_ptr<const client_tls>> load_client_tls(const client_tls_settings& settings);

struct client_request {
    std::string method = "POST";
    std::string url;
    http_headers headers; // Host, Content-Length and Connection are the client's own
    std::string body;
    bool idempotent = false; // sending it twice does no harm; GET, HEAD, PUT, DELETE and OPTIONS always count as such
    std::shared_ptr<const client_tls> tls;                     // null: the client's own
    std::optional<std::chrono::milliseconds> response_timeout; // null: the client's own
    std::optional<std::size_t> response_bytes;                 // largest response body; null: the client's own
};

struct transport_error {
    enum class kind {
        resolve,             // no address for the name, or a URL or header that cannot be used
        refused_by_policy,   // the egress policy does not list the address
        connect,             // no connection, or it ended before the request was sent
        tls,                 // no trust, wrong name, refused certificate
        timeout_before_send, // the other side has not seen the whole request
        timeout_after_send,  // it may have acted on the request
        reset,               // the connection ended before a whole response; the request may have been acted on
        bad_response,        // not HTTP/1.1
        too_large,           // the response body is beyond the limit
        cancelled,           // the client was stopped
    };
    kind what;
    std::string text; // for operators; holds host and cause, never headers, bodies or queries
};
std::string_view to_string(transport_error::kind kind);

class client_outcome {
public:
    client_outcome(http_response response) : state_(std::move(response)) {}
    client_outcome(transport_error error) : state_(std::move(error)) {}
    explicit operator bool() const { return state_.index() == 0; }
    http_response& response() { return std::get<0>(state_); }
    const http_response& response() const { return std::get<0>(state_); }
    const transport_error& error() const { return std::get<1>(state_); }

private:
    std::variant<http_response, transport_error> state_;
};

struct client_settings {
    client_tls_settings tls;
    egress_policy egress;                             // default: public addresses only
    std::size_t connections_per_origin = 16;          // further requests wait for their turn
    std::chrono::milliseconds queue_timeout{30'000};  // waiting for that turn
    std::chrono::milliseconds connect_timeout{5'000}; // resolve and connect
    std::chrono::milliseconds handshake_timeout{5'000};
    std::chrono::milliseconds response_timeout{30'000}; // from connection to the end of the response
    std::chrono::milliseconds idle_timeout{30'000};     // of a pooled connection
    std::size_t response_bytes = 32 * 1024 * 1024;
    std::string user_agent = "schakel";
};

class http_client {
public:
    // Lives on the server's threads; the server may have no listeners. Must be destroyed before the server.
    static result<std::unique_ptr<http_client>> create(server& threads, const client_settings& settings);
    ~http_client(); // stop()

    // Callable from any thread. done is called exactly once, on an io thread, and must not throw; once the client is
    // stopped it is called with kind cancelled, within send().
    void send(client_request request, std::function<void(client_outcome)> done);

    void stop(); // cancels what is under way and waits for it; not to be called on an io thread

    class impl;

private:
    explicit http_client(std::shared_ptr<impl> state);
    std::shared_ptr<impl> impl_;
};

} // namespace schakel::transport
