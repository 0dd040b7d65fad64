// Bytes, wire and records of the Flemish goals, one into the other.
#pragma once

#include "adapters/common/goals/selection.hpp"
#include "adapters/onderwijsdoelen/wire.hpp"
#include "gateway/codec/json_document.hpp"

namespace schakel::onderwijsdoelen {

document parse(json::value root);
document parse_table(std::string_view bytes, goal_files::notes& told);
std::string write(const goal_set& whole);

void to_model(const document& whole, const goal_reading_options& options, goal_sink& into);
field_trace trace_of(const document& whole);
goal_set from_model(const goal_view& view, const goal_files::selection& what, field_fate& fate);

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id);
void check(const document& whole, goal_files::notes& told);

bool is_number(std::string_view text); // digits only

// "2024-09-01T00:00:00Z", "2024-09-01" or "01/09/2024".
std::optional<model::goals::day> parse_day(std::string_view text);

inline constexpr std::string_view key_prefix = "onderwijsdoelen:";
inline constexpr std::string_view export_vocabulary = "http://ilearn.ilabt.imec.be/vocab/onddoel";

} // namespace schakel::onderwijsdoelen
