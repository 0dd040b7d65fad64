// The first touch of each page of a large block costs more than parsing what stands in it; a huge page is touched once
// for 512 small ones. Only for .cpp files.
#pragma once

#include <cstddef>

namespace schakel {

// Asks the system for huge pages within a block that is not touched yet. It may decline; small blocks are left alone.
void prefer_huge_pages(void* block, std::size_t bytes);

} // namespace schakel
