// Valid questions and answers of UWLR 2.2 about pupils, of many shapes, and the changes that only they know.
#pragma once

#include "tests/conformance/edexml_differential/version.hpp"

#include <functional>
#include <map>

namespace schakel::differential::uwlr_pupil_data {

constexpr space pupil_space = own_space(0);
constexpr space envelope_space = own_space(1);

node question(const standard& of, chance& random);
node data(const standard& of, chance& random);   // one of the four documents
node answer(const standard& of, chance& random); // with data or without
node fault(const standard& of, chance& random);  // one of the three that the service declares

std::vector<change> changes();
std::map<std::string, value_type, std::less<>> values();

} // namespace schakel::differential::uwlr_pupil_data
