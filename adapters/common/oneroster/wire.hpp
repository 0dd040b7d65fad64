// The documents of OneRoster REST as they travel: an envelope with one collection or one object, and, for a whole
// roster in one file, an array of envelopes. The objects within are in objects.hpp.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/codec/json_document.hpp"

#include <string_view>
#include <vector>

namespace schakel::oneroster::wire {

// One known member of an envelope: "users" with an array, "user" with an object.
struct part {
    object_kind kind = object_kind::user;
    bool single = false;
    json::value at;
};

struct document {
    std::vector<json::value> envelopes;
    std::vector<part> parts; // in the order in which objects refer to one another
    bool whole = false;      // an array of envelopes: a roster, and not a page of one
    bool status = false;     // why a request was refused; no objects
};

// Takes what it finds; what is no known member is not there.
document parse(json::value root);

} // namespace schakel::oneroster::wire
