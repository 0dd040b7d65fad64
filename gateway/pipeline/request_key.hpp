// Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a sender gives a POST a name, and may send it again when
// it did not hear the answer. The same request under the same name is answered as the first time and does nothing a
// second time; another request under that name is refused with 422. Each sender has its own names.
//
// A name counts for 24 hours from the first request that was accepted under it. A request that was refused leaves its
// name free, and so does one that brought nothing new (decision 0020).
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/store.hpp"

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::pipeline {

inline constexpr std::string_view request_key_header = "idempotency-key";
inline constexpr std::size_t longest_request_key = 255;
inline constexpr std::chrono::hours request_key_window{24};

// The name, without the quotes of a structured field; none where there is none. Failure: more than one, an empty one,
// a longer one, or characters other than visible ASCII and spaces.
result<std::optional<std::string>> request_key_in(const header_fields& headers);

// Of everything that makes a request what it is.
std::string request_digest(std::initializer_list<std::string_view> parts);
std::string request_digest(const exchange& of);

// `whose`: a system, whose names these are.
outbox::named_request named_request(std::string_view whose, std::string key, std::string digest, instant now);

// 400 and 422, as RFC 9457 problems whatever the standard: the header is none of its business.
reply malformed_request_key();
reply reused_request_key();

} // namespace schakel::pipeline
