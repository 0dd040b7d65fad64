// XML to wire structs. By name, not by position: order and presence are the schema's business.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/codec/xml_document.hpp"

namespace schakel::uwlr {

// `root` is a leerresultaten_verzoek or a Toetsdefinities element: all but its pupils.
wire::message parse_frame(const xml::node& root);
// This toetsafname and those that follow it.
std::vector<wire::toetsafname> parse_pupils(const xml::node& first);
// All of it.
wire::message parse_message(const xml::node& root);

} // namespace schakel::uwlr
