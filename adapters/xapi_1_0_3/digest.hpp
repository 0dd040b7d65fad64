// The content of a statement as the standard compares it (Data 2.3.1): what a store may assign or render otherwise does
// not count.
#pragma once

#include "gateway/codec/json_document.hpp"

#include <string>

namespace schakel::xapi_1_0_3 {

// SHA-256 in hex. Left out: id, authority, stored, version, display texts of verbs and definitions of activities.
// Instants compare by the millisecond they name, uuids and mail domains without case, group members without order, and
// one context activity as a list of one. A duration compares as it is written.
std::string digest(json::value statement);

} // namespace schakel::xapi_1_0_3
