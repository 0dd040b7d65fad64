// Keeps the process alive when a mapped file is cut off while it is read. Private to codec.
//
// Touching a page beyond the end of a file raises SIGBUS, whose handling belongs to the whole process; so this is the
// one place with state of its own. The handler puts zeros in the place of the missing pages of the mappings listed
// here; any other fault goes where it went before.
#pragma once

#include <cstddef>

namespace schakel::mapping_guard {

// Lists a mapping until remove(). Beyond 256 mappings at a time the others are not guarded.
void add(const char* begin, std::size_t size);
void remove(const char* begin);

} // namespace schakel::mapping_guard
