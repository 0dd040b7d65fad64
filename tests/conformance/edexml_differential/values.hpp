// The types of the values that EDEXML files hold, by the name of element or attribute.
#pragma once

#include "version.hpp"

#include <functional>
#include <map>

namespace schakel::differential::edexml {

std::map<std::string, value_type, std::less<>> values(const version& of);

} // namespace schakel::differential::edexml
