// Substitution of variables in custom parameters (LTI Core 1.3, appendix C): a value that is exactly "$Name" is
// replaced where the platform knows the variable and may tell it, and is sent as it stands otherwise.
#pragma once

#include "gateway/model/launch.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::lti {

// What stands for the variable in this launch, as released: what was not released is not known. None: not a variable of
// ours, or nothing is known; "" never stands for a variable.
std::optional<std::string> value_of_variable(std::string_view name, const model::launch& in);

// All parameters in order, replaced where possible.
model::parameters substituted(const model::parameters& custom, const model::launch& in);

// The names that we know, without "$": for the configuration that we publish.
std::span<const std::string_view> known_variables();

} // namespace schakel::lti
