// Bytes, wire and records of SKOS, one into the other.
#pragma once

#include "adapters/common/goals/notes.hpp"
#include "adapters/skos/wire.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/codec/json_document.hpp"

namespace schakel::skos {

// Turtle, or JSON-LD where the text begins as JSON.
document parse(std::string_view bytes, const document_limits& limits, findings& found);
std::string write_turtle(const document& whole);
std::string write_json_ld(const document& whole);

void to_model(
    const document& whole, const goal_reading_options& options, goal_sink& into, goal_files::notes& told,
    field_trace& trace
);
document from_model(const goal_view& view, const goal_writing_options& options, field_fate& fate, findings& refused);

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id);

// The relation that a property of SKOS states; `turned`: of the object to the subject.
struct stated {
    model::goals::relation what;
    bool turned = false;
};
std::optional<stated> meaning_of(std::string_view predicate);

} // namespace schakel::skos
