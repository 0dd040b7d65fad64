// Valid documents for school.xsd.
#pragma once

#include "tests/support/chance.hpp"
#include "tests/unit/validation/recovery/tree.hpp"

namespace recovery {

node valid_school(schakel::test::chance& by);

} // namespace recovery
