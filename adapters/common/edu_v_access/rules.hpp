// What the services say in prose and no schema can, checked on one document that passed its schema.
#pragma once

#include "adapters/common/edu_v/fault_list.hpp"
#include "adapters/common/edu_v_access/wire.hpp"

namespace schakel::edu_v_access {

void check(document what, json::value object, edu_v::fault_list& found);

} // namespace schakel::edu_v_access
