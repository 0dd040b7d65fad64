// The rules on questions about pupils and on their answers. Part of the catalogue of the UWLR adapters.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>

namespace schakel::uwlr::pupil_data {

std::span<const rule> rule_catalogue();

} // namespace schakel::uwlr::pupil_data
