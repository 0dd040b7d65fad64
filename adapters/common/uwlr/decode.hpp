// From received bytes to validated records: transport, well-formedness and schema, rules, meaning.
#pragma once

#include "adapters/common/uwlr/edition.hpp"
#include "gateway/validation/xsd_schema.hpp"

namespace schakel::uwlr {

decoded decode_message(
    const exchange& received, const decode_options& options, const edition& version,
    const validation::xsd_schema& schema, const code_lists& lists
);

} // namespace schakel::uwlr
