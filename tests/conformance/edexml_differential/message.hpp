// Valid EDEXML files of many shapes, in the three degrees of use that the standard describes.
#pragma once

#include "version.hpp"

namespace schakel::differential::edexml {

enum class use { minimal, simple, full }; // pupils only; with groups; with teachers as well

node make_file(const version& in, use degree, const standard& of, chance& random);

} // namespace schakel::differential::edexml
