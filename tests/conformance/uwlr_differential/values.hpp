// The types of the values that UWLR messages hold, by the name of element or attribute. Other names hold texts.
#pragma once

#include "tests/conformance/xml_differential/value_type.hpp"

#include <functional>
#include <map>

namespace schakel::differential::uwlr {

std::map<std::string, value_type, std::less<>> values();

} // namespace schakel::differential::uwlr
