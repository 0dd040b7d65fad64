// HTTP requests and responses as plain values, the same for what we receive and what we send.
//
// A received request has passed the strict reader (RFC 9110, 9112): one way to frame its body, a decoded path without
// dot segments or control characters, and a query whose percent escapes are well-formed.
#pragma once

#include "gateway/core/byte_source.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/kept_coding.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::transport {

struct http_header {
    std::string name;
    std::string value;
    bool operator==(const http_header&) const = default;
};

// Headers in the order in which they were received or added; names compare without regard to case.
class http_headers {
public:
    http_headers() = default;
    http_headers(std::initializer_list<http_header> list) : list_(list) {}

    void add(std::string_view name, std::string_view value);
    void set(std::string_view name, std::string_view value); // replaces every header of that name
    void remove(std::string_view name);

    const std::string* find(std::string_view name) const; // the first of that name, or null
    std::string_view get(std::string_view name) const;    // the first of that name, or empty
    std::size_t count(std::string_view name) const;
    std::string joined(std::string_view name) const;                     // all of that name as one list: "a, b"
    bool has_token(std::string_view name, std::string_view token) const; // "Connection: close, x" has the token "close"

    bool empty() const { return list_.empty(); }
    std::size_t size() const { return list_.size(); }
    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }
    bool operator==(const http_headers&) const = default;

private:
    std::vector<http_header> list_;
};

bool same_name(std::string_view left, std::string_view right); // ASCII, without regard to case

// The certificate a TLS client proved to hold; its chain ends in the listener's client_ca.
struct client_certificate {
    std::string subject; // RFC 2253, e.g. "CN=las.example,O=Voorbeeld,C=NL"
    std::string issuer;
    std::string fingerprint_sha256; // 64 lower-case hexadecimal digits, of the DER form
    std::vector<std::string> dns_names;
};

struct http_request {
    std::string method; // as received, "GET"; case counts
    std::string target; // origin form, still encoded: "/users/a%2Fb?limit=10"; an absolute form is reduced to this
    std::string path; // decoded, begins with "/"; an encoded slash stays "%2F", so segments keep their borders. "*" for
                      // OPTIONS *
    std::string query; // what follows "?", still encoded
    http_headers headers;
    std::string body; // without transfer coding
    std::string peer_address;
    std::uint16_t peer_port = 0;
    bool encrypted = false;
    std::optional<client_certificate> certificate;
    instant received_at{};
    bool late = false; // waited in a standing queue (standing_queue.hpp): who can come again should be told to
};

struct http_response {
    int status = 200;
    // Content-Length, Transfer-Encoding, Connection and Date are the listener's own; "Connection: close" is honoured. A
    // large or streamed body of text, JSON or XML without Content-Encoding travels as gzip to clients that take it.
    http_headers headers;
    std::string body;
    std::shared_ptr<const std::string> shared_body = {}; // instead of `body`: bytes that many answers share
    std::shared_ptr<kept_coding> shared_coding = {};     // of shared_body; null: gzip is made for every answer anew
    // Instead of a body: asked for the next piece when the one before was written. One that fails before the first
    // bytes were sent becomes a 500; later, the connection is cut so that the client sees an incomplete message.
    std::shared_ptr<byte_source> stream = {};

    std::string_view whole_body() const { return shared_body ? std::string_view(*shared_body) : body; }
};

std::string_view reason_phrase(int status); // "Not Found"; empty for a status without a registered phrase

struct parameter {
    std::string name;
    std::string value;
    bool operator==(const parameter&) const = default;
};

// "%41%20" to "A "; nothing when an escape is cut short or not hexadecimal.
std::optional<std::string> percent_decode(std::string_view text);
std::string percent_encode(std::string_view text); // all but the unreserved characters of RFC 3986

// "a=1&b=x+y" as query or as application/x-www-form-urlencoded body; "+" is a space. Nothing on a bad escape.
std::optional<std::vector<parameter>> parse_form(std::string_view text);
std::string write_form(const std::vector<parameter>& parameters);

std::vector<parameter> query_parameters(const http_request& request);
std::optional<std::string>
query_parameter(const http_request& request, std::string_view name); // the first of that name

// The decoded segments between the slashes of the target's path: "/users/a%2Fb" gives {"users", "a/b"}.
std::vector<std::string> path_segments(const http_request& request);

} // namespace schakel::transport
