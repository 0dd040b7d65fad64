// What a UWLR message holds, value by value: path of the element or attribute -> canonical field.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/codec/xml_document.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace schakel::uwlr {

// Walks `root` (a leerresultaten_verzoek, Toetsdefinities or autorisatie element) and adds every value in it. Paths
// start with the root's name and carry no indexes: "leerresultaten_verzoek/toetsen/toets/toetscode",
// "…/resultaat/@key". A value that the table does not know is noted as left behind.
void trace_values(const xml::node& root, field_trace& trace);
// The same of this toetsafname and those that follow it, in a tree of their own.
void trace_pupils(const xml::node& first, field_trace& trace);

// Who reads known places without a tree counts them by number: adds what was counted.
void trace_counts(std::span<const std::size_t> by_number, field_trace& trace);
std::size_t trace_numbers();                     // they lie below it
std::size_t trace_number(std::string_view path); // of a place in the table; throws std::logic_error for another

} // namespace schakel::uwlr
