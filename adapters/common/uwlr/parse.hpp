// XML to wire structs. By name, not by position: order and presence are the schema's business.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/codec/xml_document.hpp"

namespace schakel::uwlr {

// `root` is a leerresultaten_verzoek or a Toetsdefinities element: all but its pupils.
wire::message parse_frame(const xml::node& root);
// All of it.
wire::message parse_message(const xml::node& root);

} // namespace schakel::uwlr
