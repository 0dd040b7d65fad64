// Small changes to schema documents, as slips of their authors would make them.
#pragma once

#include "tests/support/chance.hpp"

#include <string>

namespace schakel::conformance {

// The schema with one or two changes: an element left out, doubled or moved, an attribute left out or with another
// value, a tag exchanged for a related one. Well-formed whenever the schema was.
std::string mutated_schema(const std::string& schema, test::chance& by);

} // namespace schakel::conformance
