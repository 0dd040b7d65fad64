// Bytes, wire and records of SSSOM, one into the other.
#pragma once

#include "adapters/sssom/wire.hpp"
#include "gateway/adapter/goals.hpp"

namespace schakel::sssom {

document parse(std::string_view bytes, goal_files::notes& told);
std::string write(const document& whole);

void to_model(const document& whole, const goal_reading_options& options, goal_sink& into);
field_trace trace_of(const document& whole);
document from_model(const goal_view& view, const model::goals::mapping_set& set, field_fate& fate);

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id);
void check(const document& whole, goal_files::notes& told);

// By IRI of the predicate; none for predicates that say nothing of goals.
std::optional<model::goals::relation> meaning_of(std::string_view predicate);

inline constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view semapv = "https://w3id.org/semapv/vocab/";
inline constexpr std::string_view no_term = "https://w3id.org/sssom/NoTermFound";

} // namespace schakel::sssom
