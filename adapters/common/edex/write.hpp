// Objects of EDEX to XML, each in the order that the schema wants. Names have no prefix: whoever opens the container
// declares the namespace.
#pragma once

#include "adapters/common/edex/wire.hpp"
#include "gateway/codec/xml_writer.hpp"

namespace schakel::edex {

void write(xml::writer& out, const wire::school& one);
void write(xml::writer& out, const wire::vestiging& one);
void write(xml::writer& out, const wire::groep& one);
void write(xml::writer& out, const wire::leerling& one);
void write(xml::writer& out, const wire::leerkracht& one);

} // namespace schakel::edex
