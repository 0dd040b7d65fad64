// Bytes to wire: the head between two fences, the table behind it.
#pragma once

#include "adapters/mapping_set/wire.hpp"

namespace schakel::mapping_set_file {

document parse(std::string_view bytes, goal_files::notes& told);

} // namespace schakel::mapping_set_file
