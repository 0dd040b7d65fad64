// Valid UWLR 2.2 messages of many shapes.
#pragma once

#include "tests/conformance/xml_differential/standard.hpp"

namespace schakel::differential::uwlr {

node results(const standard& of, chance& random);
node confirmation(const standard& of, chance& random);
node definitions(const standard& of, chance& random);
node authorisation(const standard& of, chance& random);
node envelope(const standard& of, chance& random); // results or a confirmation
node fault(const standard& of, chance& random);

} // namespace schakel::differential::uwlr
