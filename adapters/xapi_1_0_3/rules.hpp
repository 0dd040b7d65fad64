// What the standard says in prose and no schema can: values that are compared, objects that refer to each other, and
// attachments that have to be there.
#pragma once

#include "adapters/xapi_1_0_3/request.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"

namespace schakel::xapi_1_0_3 {

// On a body that its schema accepts. Findings have an offset in the JSON text; those about parts of the request have
// none.
findings check(json::value root, const opened_request& request);

// The parts of check() that have a file of their own.
void check_result(json::value result, findings& found);         // rules_result.cpp
void check_definition(json::value definition, findings& found); // rules_result.cpp
void report(findings& found, const rule& broken, json::value at, std::string expected = {}, std::string got = {});

} // namespace schakel::xapi_1_0_3
