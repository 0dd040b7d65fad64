// How much a stranger's document may cost.
#pragma once

#include <cstddef>

namespace schakel {

struct document_limits {
    std::size_t bytes = 16u << 20; // size of the document
    std::size_t depth = 100;       // nested elements, or nested arrays and objects
    std::size_t nodes = 5'000'000; // elements + attributes + texts, or JSON values
    std::size_t attributes = 256;  // per element
    std::size_t namespaces = 256;  // xmlns declarations in force at one place; different URIs in one document
    std::size_t value = static_cast<std::size_t>(-1); // bytes of one text or attribute value of an XML document
    std::size_t findings = 1'000; // reported per layer; one more finding then says that there were more
};

// For files on disk that are read as a stream: as long as they like, though no part of them wider or deeper than a
// message, because such parts are in memory as a whole.
inline document_limits file_limits() {
    document_limits limits;
    limits.bytes = std::size_t{256} << 30;
    limits.nodes = static_cast<std::size_t>(-1);
    limits.value = 16u << 20;
    return limits;
}

} // namespace schakel
