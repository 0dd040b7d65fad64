// Memory in small blocks. A request, a launch or a message takes and gives back a thousand strings and nodes, often on
// different threads; glibc's own cache of a thread keeps seven of a size, and the rest goes the long way through its
// arenas and their locks. Here each thread keeps some more, and threads hand on what they have too much of.
//
// The blocks are glibc's own: what is not kept goes back to it. Kept are at most 8 KiB of a size and thread, and 64 KiB
// of a size for all threads together.
#pragma once

#include <cstddef>

namespace schakel {

// At least so many bytes, aligned for anything; null when there is no memory.
void* take_block(std::size_t size) noexcept;

// A block of take_block() or of malloc; null is fine. On any thread, at any time of its life.
void give_back_block(void* block) noexcept;

} // namespace schakel
