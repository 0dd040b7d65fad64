// Reads the ordinary form of JSON-LD 1.1 as statements: contexts written in the document (prefixes, terms with @id,
// @type and @language, @vocab, @base), nodes nested or in @graph, @value, @language, @list, @set and @reverse, language
// maps. Contexts elsewhere are never fetched; keywords beyond these are refused. https://www.w3.org/TR/json-ld11/
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/rdf.hpp"

namespace schakel::rdf {

// False when the document is refused: `found` then holds the findings, with the offset of each, and what was told
// before must not be used. Members whose name stands for no IRI are passed over, as JSON-LD asks.
bool read_json_ld(
    json::value root, std::string_view base, const document_limits& limits, const triple_sink& into, findings& found
);

} // namespace schakel::rdf
