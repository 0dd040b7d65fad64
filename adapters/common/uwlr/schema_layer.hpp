// The steps of reading a UWLR message that results and pupil data share: what the transport must be, what a schema
// finding may be forgiven, and how findings reach the report.
#pragma once

#include "adapters/common/uwlr/envelope.hpp"
#include "gateway/adapter/adapter.hpp"

#include <string_view>

namespace schakel::uwlr {

// A file has no headers; over HTTP the media type has to fit. Findings go into the report.
bool transport_allows(const exchange& received, report& checked);

// Quirks may explain any number of findings, so all have to be seen before they are counted.
document_limits limits_with(const decode_options& options);

// What stands in header blocks of others is not ours to judge (SOAP 1.1 4.2).
void forgive_foreign_headers(findings& list, const opened_envelope& opened);

// Adds findings with their places, no more of them than the limit and the errors first.
void add_placed(report& to, layer which, findings list, std::string_view bytes, const decode_options& options);

} // namespace schakel::uwlr
