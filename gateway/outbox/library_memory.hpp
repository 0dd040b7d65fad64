#pragma once

namespace schakel::outbox {

// From now on SQLite takes its memory in small blocks (gateway/core/small_blocks.hpp), and keeps no statistics of it,
// which nobody reads: they cost it a lock of the whole process at every block. False, and nothing changed, once it is
// in use.
bool lend_small_blocks();

} // namespace schakel::outbox
