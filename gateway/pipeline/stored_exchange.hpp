// A received exchange as the store keeps it, and back: for replay, and for questions about one stored record.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/outbox/store.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::pipeline {

// Everything but status, kind and report, which are judgements. Of the headers only Content-Type and those named are
// kept, so that no credentials are stored.
outbox::message
to_stored(const exchange& in, std::span<const std::string_view> kept_headers, const std::string& listener);

exchange from_stored(const outbox::message& kept);

// A message on its way, as an answer to or a copy of an exchange whose school is known. Where it goes, by which route
// and in which standard is left to the caller.
outbox::delivery stored_delivery(outgoing message, const exchange& because_of, const clock& time);

} // namespace schakel::pipeline
