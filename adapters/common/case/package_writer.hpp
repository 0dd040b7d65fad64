// Writes one framework as a CFPackage.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/adapter/goals.hpp"

#include <memory>
#include <string_view>

namespace schakel::cf {

// Parameter of the settings: where objects without an address of their own are said to be.
inline constexpr std::string_view base_url_parameter = "base_url";

std::unique_ptr<goal_writer> write_package(version which, const goal_view& view, const goal_writing_options& options);

} // namespace schakel::cf
