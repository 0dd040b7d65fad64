// Test definitions and norms to canonical assessments and scales.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/model/progress.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr {

// Adds the scales of its norms to `scales`. A scale's id is "norm:" + toetscode, and "/" + toetsonderdeelcode for that
// of a part.
model::assessment read_test(const wire::toets& test, std::vector<model::scale>& scales);

// The scales that a score of this part, or of the whole test, is measured on.
std::vector<std::string> scales_of(const model::assessment& test, std::string_view part);

void add_binding(model::extensions& list, std::string_view name, const wire::vocabulary_binding& bound);

} // namespace schakel::uwlr
