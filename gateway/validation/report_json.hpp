// A report as JSON, in the form that `schakel validate --format json` fixes and that the store and the admin API keep.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/core/report.hpp"

#include <span>
#include <string>

namespace schakel::validation {

// "layers":[{"layer","verdict","findings":[{"rule","severity","clause","line","column","path","expected","got","text"}]}]
// as an array value. The transport layer is written only when it has findings.
void write_layers(json::writer& out, const report& about, language lang);

// "findings":[{"rule","severity","pointer","line","column","expected","got","clause","text"}] as a member, in English:
// the form of the admin API.
void write_findings(json::writer& out, std::span<const finding> found);

std::string layers_json(const report& about, language lang);

} // namespace schakel::validation
