// A request that brings statements, before its JSON is read: headers, parameters, and the parts of multipart/mixed.
#pragma once

#include "adapters/xapi_1_0_3/multipart.hpp"
#include "gateway/adapter/exchange.hpp"
#include "gateway/core/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::xapi_1_0_3 {

struct opened_request {
    std::string_view json;              // the body, or its first part
    std::size_t json_offset = 0;        // in the body
    std::vector<body_part> attachments; // hashes fit
    std::string statement_id;           // of a PUT, in lower case
};

// `found` gets every fault of the request; with an error among them the rest of the answer means nothing. A file (no
// method) needs no headers: one that starts with "--" is read as multipart with that boundary.
opened_request open_request(const exchange& received, findings& found);

// 1.0 and 1.0.x are spoken.
bool speaks_version(std::string_view header);

} // namespace schakel::xapi_1_0_3
