// Bytes, wire and records of the OBK tables, one into the other.
#pragma once

#include "adapters/obk/wire.hpp"
#include "gateway/adapter/goals.hpp"

namespace schakel::obk {

document parse(std::string_view bytes, goal_files::notes& told);
std::string write(const document& whole);

// One mapping set for each vocabulary in the table.
void to_model(const document& whole, const goal_reading_options& options, goal_sink& into);
field_trace trace_of(const document& whole);
document from_model(const goal_view& view, const goal_writing_options& options, field_fate& fate, findings& refused);

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id);
void check(const document& whole, goal_files::notes& told);

} // namespace schakel::obk
