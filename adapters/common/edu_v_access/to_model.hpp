// From documents of Edu-V to canonical records. Every value that is found is traced; members that are none of the
// standard's count as left behind.
#pragma once

#include "adapters/common/edu_v_access/wire.hpp"

namespace schakel::edu_v_access {

// Gives the records of a document that passed its schema.
void to_model(document what, json::value object, entitlement_sink& into, field_trace& trace);

// What the request or confirmation is called by who sent it; "" for other documents.
std::string_view reference_of(document what, json::value object);
model::identifiers school_of(document what, json::value object);

} // namespace schakel::edu_v_access
