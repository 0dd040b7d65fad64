#pragma once

namespace schakel::crypto {

// From now on OpenSSL takes its memory in small blocks (gateway/core/small_blocks.hpp). False, and nothing changed,
// once it has taken any.
bool lend_small_blocks();

} // namespace schakel::crypto
