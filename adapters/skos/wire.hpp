// SKOS as it is written: resources with their properties, whichever spelling they came in.
#pragma once

#include "gateway/codec/rdf.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::skos {

inline constexpr std::string_view name_space = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view dcterms = "http://purl.org/dc/terms/";
inline constexpr std::string_view owl = "http://www.w3.org/2002/07/owl#";

struct property {
    std::string predicate;
    rdf::node value;
};

struct resource {
    std::string iri; // "_:label" for a blank node
    std::vector<property> properties;
    location where;
};

struct document {
    std::vector<resource> resources; // in the order in which they are first spoken of
    std::map<std::string, std::size_t, std::less<>> by_iri;
};

} // namespace schakel::skos
