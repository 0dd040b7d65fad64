// Reads Turtle 1.1 through the library serd, which streams. https://www.w3.org/TR/turtle/
#pragma once

#include "gateway/codec/limits.hpp"
#include "gateway/codec/rdf.hpp"

#include <string_view>

namespace schakel::rdf {

// Tells every statement in order. False when the text is refused: `found` then holds the finding, and what was told
// before must not be used. A UTF-8 byte order mark is passed over. Blank nodes keep their labels; those without one get
// a label that no other has.
bool read_turtle(
    std::string_view bytes, std::string_view base, const document_limits& limits, const triple_sink& into,
    findings& found
);

} // namespace schakel::rdf
