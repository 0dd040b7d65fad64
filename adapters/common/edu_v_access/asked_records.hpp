// What a question to a service asks for, as it was read. Private to edu_v_access.
#pragma once

#include "adapters/common/edu_v_access/wire.hpp"

#include <optional>
#include <string>

namespace schakel::edu_v_access {

struct asked_records {
    const operation* asked = nullptr;
    std::string id; // at the end of the path
    std::string order;
    model::identifiers school, person;
    std::optional<model::access::entitlement_state> state;
    std::optional<model::access::order_state> order_state;
    std::optional<model::access::delivery_kind> kind;
    std::optional<instant> since;
};

} // namespace schakel::edu_v_access
