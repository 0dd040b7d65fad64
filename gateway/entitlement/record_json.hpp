// Records of catalogues and entitlements as JSON: how the store keeps them, and how people look at them. Every field
// that is not empty, in the order of the model. What is written reads back the same.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/model/entitlement.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::entitlement {

void write_json(json::writer& out, const model::access::record& one);
std::string to_json(const model::access::record& one, bool pretty = false);

// None for bytes that are no such record.
std::optional<model::access::record> from_json(model::access::record_kind kind, std::string_view text);

} // namespace schakel::entitlement
