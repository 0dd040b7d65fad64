// Canonical records as JSON, for golden files: every member that holds something, in the order of the model.
#pragma once

#include "gateway/model/progress.hpp"

#include <span>
#include <string>

namespace schakel::test {

std::string to_json(std::span<const model::record> records);

} // namespace schakel::test
