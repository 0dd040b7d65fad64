// Between entries of a catalogue and products.
#pragma once

#include "adapters/common/eck_dt/wire.hpp"
#include "gateway/codec/xml_writer.hpp"

namespace schakel::eck_dt {

model::access::product to_model(const xml::node& entry, const edition& by, field_trace& trace);

// One Entry element, in the order of the samples. `fate` may be null.
void write_entry(
    xml::writer& out, const model::access::product& from, const edition& by, instant now, field_fate* fate
);

} // namespace schakel::eck_dt
