#include "gateway/pipeline/request_key.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

bool is_key(std::string_view text) {
    const auto fits = [](char c) { return c >= ' ' && c <= '~'; };
    return !text.empty() && text.size() <= longest_request_key && std::ranges::all_of(text, fits);
}

std::string_view without_quotes(std::string_view text) {
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

bool same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

void append_part(std::string& to, std::string_view part) {
    to.append(std::to_string(part.size())).append(1, ':').append(part);
}

reply problem(int status, std::string_view type, std::string_view title, std::string_view detail) {
    json::writer out;
    out.begin_object().member("type", "urn:schakel:problem:" + std::string(type)).member("title", title);
    out.member("status", status).member("detail", detail).end_object();
    return {status, {{"Content-Type", "application/problem+json"}}, out.finish()};
}

} // namespace

result<std::optional<std::string>> request_key_in(const header_fields& headers) {
    std::optional<std::string> key;
    for (const auto& [name, value] : headers) {
        if (!same_name(name, request_key_header)) continue;
        if (key) return failure{"more than one Idempotency-Key"};
        key = without_quotes(value);
        if (!is_key(*key)) return failure{"an Idempotency-Key has 1 to 255 visible characters"};
    }
    return key;
}

std::string request_digest(std::initializer_list<std::string_view> parts) {
    std::string covered;
    for (const std::string_view part : parts) append_part(covered, part);
    return crypto::sha256(covered);
}

std::string request_digest(const exchange& of) {
    std::string query;
    for (const auto& [name, value] : of.query) {
        append_part(query, name);
        append_part(query, value);
    }
    return request_digest({of.standard, of.method, of.path, query, crypto::sha256(of.body)});
}

outbox::named_request named_request(std::string_view whose, std::string key, std::string digest, instant now) {
    return {"request|" + std::string(whose), std::move(key), std::move(digest), now - request_key_window};
}

reply malformed_request_key() {
    return problem(
        400, "idempotency-key-malformed", "Bad Request",
        "Idempotency-Key: one value of 1 to 255 visible ASCII characters is needed, best a random uuid"
    );
}

reply reused_request_key() {
    return problem(
        422, "idempotency-key-reused", "Unprocessable Content",
        "another request was accepted under this Idempotency-Key in the last 24 hours; a new request needs a new key"
    );
}

} // namespace schakel::pipeline
