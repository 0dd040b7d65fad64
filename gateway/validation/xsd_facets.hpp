// Reading the facets of a restriction into a type that begins as a copy of its base. Private to the XSD engine.
#pragma once

#include "gateway/validation/xsd_simple.hpp"
#include "gateway/validation/xsd_source.hpp"

namespace schakel::validation::xsd {

// Refuses facets that the type cannot have, that contradict each other or that widen the base.
void read_facets(const source_node& restriction, const std::vector<simple_type>& types, simple_type& type);

} // namespace schakel::validation::xsd
