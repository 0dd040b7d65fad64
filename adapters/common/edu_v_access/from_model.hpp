// From canonical records to objects of Edu-V, as JSON text.
#pragma once

#include "adapters/common/edu_v_access/wire.hpp"

#include <optional>
#include <string>

namespace schakel::edu_v_access {

struct making {
    instant now{};
    std::string space; // of minted ids, see adapter/minted_id.hpp
    field_fate* fate = nullptr;
    findings* refused = nullptr;
};

// None when the record cannot be expressed; making::refused then tells why.
std::optional<std::string> product_text(const model::access::product& from, bool info, const making& how);
std::optional<std::string> order_text(const model::access::delivery_order& from, const making& how);
std::optional<std::string> entitlement_text(const model::access::entitlement& from, const making& how);
std::optional<std::string> usage_text(const model::access::usage& from, const making& how);
std::string entitled_product_text(const model::access::entitlement& from);
std::string confirmation_text(const model::access::confirmation& from);
std::string activation_text(const model::access::usage& from);

} // namespace schakel::edu_v_access
