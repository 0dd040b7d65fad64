// What a UWLR message holds, value by value: path of the element or attribute -> canonical field.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/codec/xml_document.hpp"

namespace schakel::uwlr {

// Walks `root` (a leerresultaten_verzoek, Toetsdefinities or autorisatie element) and adds every value in it. Paths
// start with the root's name and carry no indexes: "leerresultaten_verzoek/toetsen/toets/toetscode",
// "…/resultaat/@key". A value that the table does not know is noted as left behind.
void trace_values(const xml::node& root, field_trace& trace);
// The same of this toetsafname and those that follow it, in a tree of their own.
void trace_pupils(const xml::node& first, field_trace& trace);

} // namespace schakel::uwlr
