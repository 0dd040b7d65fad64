// The namespaces of UWLR messages.
#pragma once

#include "tests/conformance/xml_differential/space.hpp"

namespace schakel::differential::uwlr {

constexpr space results_space = own_space(0);
constexpr space authorisation_space = own_space(1);
constexpr space definitions_space = own_space(2);
constexpr space oso_space = own_space(3);
constexpr space envelope_space = own_space(4);

} // namespace schakel::differential::uwlr
