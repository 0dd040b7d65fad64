// A launch as JSON, for golden files: every member that holds something, in the order of the model.
#pragma once

#include "gateway/model/launch.hpp"

#include <string>

namespace schakel::test {

std::string to_json(const model::launch& what);

} // namespace schakel::test
