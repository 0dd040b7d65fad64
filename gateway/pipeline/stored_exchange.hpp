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

} // namespace schakel::pipeline
