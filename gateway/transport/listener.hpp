// What a listener needs to know, and how it talks to its owner.
//
// A request goes: head read -> admit (may answer before a body is read) -> body read -> handle -> response written.
// The hooks run on the thread of the connection and must be callable from several threads at once. handle may answer at
// once, or keep the responder and answer later from any thread.
#pragma once

#include "gateway/transport/http_message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace schakel::transport {

enum class client_certificates { none, optional, required };
enum class tls_version { tls_1_2, tls_1_3 };

struct tls_settings {
    std::filesystem::path certificate; // PEM, leaf first, then the chain
    std::filesystem::path key;         // PEM
    std::filesystem::path client_ca;   // PEM; needed unless clients is none
    client_certificates clients = client_certificates::none;
    tls_version minimum = tls_version::tls_1_2;
};

struct listener_limits {
    std::size_t header_bytes = 16 * 1024;      // request line and headers together; beyond: 431
    std::size_t header_count = 100;            // beyond: 431
    std::size_t body_bytes = 32 * 1024 * 1024; // before any parsing; beyond: 413
    std::size_t connections = 16'384;          // open at once; further ones are closed on arrival
    std::size_t requests_per_connection = 100'000;
};

struct listener_timeouts {
    std::chrono::milliseconds head{
        10'000}; // TLS handshake; and from a request's first byte to the end of its head (408)
    std::chrono::milliseconds body{
        30'000}; // to the end of the body, plus one second for every body_bytes_per_second received (408)
    std::size_t body_bytes_per_second = 1024;
    std::chrono::milliseconds idle{60'000};  // between requests; closed without a word
    std::chrono::milliseconds write{30'000}; // for one response to be taken by the peer
};

struct listener_settings {
    std::string name;                  // for log lines and port(); unique within a server
    std::string address = "127.0.0.1"; // IPv4 or IPv6 in text
    std::uint16_t port = 0;            // 0: any free port, see server::port()
    std::optional<tls_settings> tls;
    listener_limits limits;
    listener_timeouts timeouts;
};

// The one answer to a request. May be called from any thread, also after the connection or the server has gone; only
// the first answer counts. A responder that is destroyed without an answer sends 500.
class responder {
public:
    responder() = default;
    explicit responder(std::function<void(http_response)> deliver, std::function<bool()> left = nullptr)
        : deliver_(std::move(deliver)), left_(std::move(left)) {}
    responder(responder&& other) noexcept
        : deliver_(std::exchange(other.deliver_, nullptr)), left_(std::move(other.left_)) {}
    responder& operator=(responder&& other) noexcept;
    ~responder();

    void operator()(http_response response);
    explicit operator bool() const { return static_cast<bool>(deliver_); }
    // Whether the client has gone, so that work on an answer may end. A client that only ends its sending side is taken
    // for gone too.
    bool left() const { return left_ && left_(); }

private:
    std::function<void(http_response)> deliver_;
    std::function<bool()> left_;
};

// Why the listener itself answered a request or dropped a connection.
enum class refusal {
    bad_request_line,        // 400
    bad_version,             // 505, or 400 for HTTP/0.9
    bad_header,              // 400: syntax, bare line feed, folded line
    bad_host,                // 400: missing or repeated Host
    bad_target,              // 400: escapes, dot segments, control characters
    bad_framing,             // 400: Content-Length and Transfer-Encoding together, repeated or malformed lengths
    unknown_transfer_coding, // 501
    unknown_content_coding,  // 415: a compressed body
    unknown_expectation,     // 417
    bad_chunk,               // 400
    head_too_large,          // 431
    body_too_large,          // 413
    head_timeout,            // 408
    body_timeout,            // 408
    no_answer,               // 500: no responder is left, or what was answered is malformed; 503: no memory was left
    too_many_connections,    // closed
    handshake_failed,        // closed
};
inline constexpr std::size_t refusal_count = 17;

std::string_view to_string(refusal reason); // "bad_request_line"

using request_handler = std::function<void(http_request, responder)>;
// Sees the head only (body empty). An answer here is sent instead of reading the body: 401, 404, 405, 413.
using admit_hook = std::function<std::optional<http_response>(const http_request& head)>;
// Dresses a refusal as the protocol at that path expects it. partial holds what could be read, possibly nothing.
using refusal_hook = std::function<http_response(int status, std::string_view reason_id, const http_request& partial)>;

struct listener_hooks {
    request_handler handle; // required
    admit_hook admit;       // optional: everything is admitted
    refusal_hook refuse;    // optional: a short application/problem+json. Also dresses an empty 500 of the handler
    std::function<void(std::string_view what)> failed; // optional: an exception escaped from a hook, which is a bug
    // Optional: runs a task soon on a thread that may take its time. Pieces of streamed answers are made there; without
    // it, on the thread of the connection.
    std::function<void(std::function<void()> task)> work = {};
};

} // namespace schakel::transport
