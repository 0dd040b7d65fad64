// Changes that only UWLR messages know: envelopes, test codes, result keys, the abstract form of a result.
#pragma once

#include "tests/conformance/xml_differential/standard.hpp"

namespace schakel::differential::uwlr {

std::vector<change> changes();

} // namespace schakel::differential::uwlr
