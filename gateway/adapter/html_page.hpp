// An answer of 200 with a page for people: of a login, a portal or a proxy that stands before the address. Whoever
// expects anything else must not take it for a success.
#pragma once

#include "gateway/adapter/exchange.hpp"

namespace schakel {

// By its media type, or because it begins with a mark. Not for standards that answer in XML.
inline bool is_html(const received_answer& answer) {
    const std::size_t start = answer.body.find_first_not_of(" \t\r\n");
    return answer.headers.find("content-type").find("html") != std::string_view::npos ||
           (start != std::string::npos && answer.body[start] == '<');
}

} // namespace schakel
