// Valid documents for school.xsd.
#pragma once

#include "tests/conformance/xml_differential/chance.hpp"
#include "tests/unit/validation/recovery/tree.hpp"

namespace recovery {

node valid_school(schakel::differential::chance& by);

} // namespace recovery
