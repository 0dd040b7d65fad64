// The rules of EDEXML beyond its schema, for all versions: ids, severities, texts and what to repair.
#pragma once

#include "gateway/core/finding.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::edexml {

std::span<const rule> rule_catalogue();

// The rule of that id, which must exist (std::logic_error otherwise).
const rule& rule_named(std::string_view id);

} // namespace schakel::edexml
