// Bytes that come part by part, so that no more of them than one part has to be in memory.
#pragma once

#include <functional>
#include <string_view>
#include <utility>

namespace schakel {

// Gives the next part on each call, valid until the next one; an empty part is the end, and stays the end.
using byte_parts = std::function<std::string_view()>;

// All of a text that is in memory already, as one part.
inline byte_parts one_part(std::string_view text) {
    return [text]() mutable { return std::exchange(text, {}); };
}

} // namespace schakel
