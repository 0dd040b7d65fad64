// The body of an answer, read.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/transport/http_message.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace schakel::test {

inline json::document json_body(const transport::http_response& of) {
    findings found;
    auto read = json::document::parse(of.body, {}, found);
    if (!read) throw std::runtime_error("not JSON: " + of.body);
    return std::move(*read);
}

// Checks that this is an RFC 9457 problem of that type.
inline void is_problem(const transport::http_response& of, int status, std::string_view type) {
    CHECK(of.status == status);
    CHECK(of.headers.get("Content-Type") == "application/problem+json");
    const json::document body = json_body(of);
    CHECK(body.root().member("type").text() == "urn:schakel:problem:" + std::string(type));
    CHECK(body.root().member("status").integer() == status);
    CHECK(body.root().member("instance").text().starts_with("urn:uuid:"));
    CHECK(of.headers.get("Cache-Control") == "no-store");
    CHECK(of.headers.get("X-Content-Type-Options") == "nosniff");
    CHECK(of.headers.get("Content-Security-Policy").starts_with("default-src 'none'"));
}

} // namespace schakel::test
