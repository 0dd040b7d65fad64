// The pupils of a results message and their results: which elements become which members. Read from a tree, or while a
// scan goes over the message.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/codec/xml_binding.hpp"

#include <vector>

namespace schakel::uwlr {

// The element toetsafnames. It becomes a std::vector<wire::toetsafname>; places are numbered as the trace counts them.
const xml::bound_element& pupil_binding();

// This toetsafname and those that follow it.
std::vector<wire::toetsafname> read_pupils(const xml::node& first);

// Pupils that are read while a scan goes over their message.
struct pupils_read_along {
    pupils_read_along();
    pupils_read_along(const pupils_read_along&) = delete;

    std::vector<wire::toetsafname> pupils;
    xml::bound_reading reading;
};

} // namespace schakel::uwlr
