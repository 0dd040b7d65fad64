// The rules of reading RDF. Only for turtle_*.cpp and json_ld_*.cpp of this folder.
#pragma once

#include "gateway/core/finding.hpp"

namespace schakel::rdf::rules {

extern const rule encoding, turtle_syntax, limit_bytes, limit_depth, limit_nodes, relative_iri, bad_iri, remote_context,
    json_ld_form, json_ld_keyword;

} // namespace schakel::rdf::rules
