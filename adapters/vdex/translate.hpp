// Bytes, wire and records of VDEX, one into the other.
#pragma once

#include "adapters/common/goals/selection.hpp"
#include "adapters/vdex/wire.hpp"
#include "gateway/codec/xml_document.hpp"

namespace schakel::vdex {

document parse(xml::node root);
std::string write(const document& whole);

void to_model(const document& whole, const goal_reading_options& options, goal_sink& into);
field_trace trace_of(const document& whole);
document from_model(const goal_view& view, const goal_files::selection& what, field_fate& fate);

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id);
void check(const document& whole, goal_files::notes& told);

// The relation that a relationshipType means; none for a type that neither vocabulary has.
std::optional<model::goals::relation> meaning_of(std::string_view type);

} // namespace schakel::vdex
