// Where something stands in a received document.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace schakel {

// `offset` is what parsers know; line, column and path are filled in only for what is reported (xml::locate,
// json::locate), because counting lines for every node would cost more than parsing. Lines and columns count from 1,
// columns in code points. `path` is an XPath with the document's own prefixes ("/soap:Envelope/soap:Body[1]/...") or a
// JSON pointer.
struct location {
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    std::size_t offset = nowhere; // bytes from the start of the document
    std::uint32_t line = 0;       // 0: not (yet) known
    std::uint32_t column = 0;
    std::string path;
};

} // namespace schakel
