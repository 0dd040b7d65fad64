// A document that an adapter reads as a whole: a file, a body of an answer, an upload.
#pragma once

#include "gateway/codec/mapped_file.hpp"

#include <string>
#include <string_view>

namespace schakel {

struct document_input {
    std::string_view bytes;
    const mapped_file* file = nullptr; // when the bytes are a mapping: pages behind the scan may be released
    std::string media_type;            // as told by the transport; empty for a file
    std::string path;                  // REST documents: the path that it answers ("/users"); empty when not known
};

} // namespace schakel
