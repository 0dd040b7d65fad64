// What CASE demands beyond its schema, and the list of all rules of its adapters.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"

#include <span>
#include <string_view>

namespace schakel::cf {

std::span<const rule> case_rules();
const rule& case_rule(std::string_view id); // must exist (std::logic_error otherwise)

// Lengths, life cycle and the shape of the tree: places are told as paths of the package.
findings judge(const wire::package& of);

} // namespace schakel::cf
