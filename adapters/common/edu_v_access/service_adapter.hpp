// What the adapters of the four services have in common: they differ in a description.
#pragma once

#include "adapters/common/edu_v_access/wire.hpp"

#include <memory>

namespace schakel::edu_v_access {

std::unique_ptr<adapter> make_service_adapter(service_description what, const validation::schema_catalogue& schemas);

} // namespace schakel::edu_v_access
