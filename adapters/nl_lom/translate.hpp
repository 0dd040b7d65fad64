// Bytes, wire and records of NL-LOM, one into the other.
#pragma once

#include "adapters/nl_lom/wire.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/codec/xml_document.hpp"

namespace schakel::nl_lom {

document parse(xml::node root);
std::string write(const document& whole, instant now);

void to_model(const document& whole, goal_sink& into);
field_trace trace_of(const document& whole);
document from_model(const goal_view& view, field_fate& fate);

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id);
void check(const document& whole, goal_files::notes& told);

// The part that a purpose gives a taxon; none for purposes that concern no goal (idea, medium, access rights …).
std::optional<model::goals::goal_tag::role> role_of(std::string_view purpose);

} // namespace schakel::nl_lom
