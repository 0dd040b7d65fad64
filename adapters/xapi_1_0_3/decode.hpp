// From a received request to records: transport, JSON, schema, rules, meaning.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/validation/json_schema.hpp"

namespace schakel::xapi_1_0_3 {

decoded decode_request(const exchange& received, const decode_options& options, const validation::json_schema& schema);

// The id of a statement at a position of a request: its own, that of the address, or one made from the exchange's id.
std::string id_at(json::value statement, std::string_view of_address, const exchange& received, std::size_t position);

} // namespace schakel::xapi_1_0_3
