// How a service answers who sent it something or asked it something.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <string_view>

namespace schakel::edu_v_access {

reply acknowledge(std::string_view version, const disposition& decided);

} // namespace schakel::edu_v_access
