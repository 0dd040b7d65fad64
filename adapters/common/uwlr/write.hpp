// Wire structs to XML, in the order of the schema. Empty values are left out. Documents are indented: people read them.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/codec/xml_writer.hpp"

#include <string>

namespace schakel::uwlr {

std::string write_message(const wire::message& message);     // leerresultaten_verzoek
std::string write_definitions(const wire::message& message); // Toetsdefinities

// Single parts, with no declarations: what a digest is taken of.
void write_result(xml::writer& out, const wire::resultaat& result);
std::string write_test(const wire::toets& test);

} // namespace schakel::uwlr
