// Changes that only EDEXML files know: keys, references, names of people, added blocks.
#pragma once

#include "tests/conformance/xml_differential/standard.hpp"

namespace schakel::differential::edexml {

std::vector<change> changes();

} // namespace schakel::differential::edexml
