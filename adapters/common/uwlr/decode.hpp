// From received bytes to validated records: transport, well-formedness and schema, rules, meaning.
#pragma once

#include "adapters/common/uwlr/edition.hpp"
#include "gateway/adapter/long_messages.hpp"
#include "gateway/validation/xsd_schema.hpp"

namespace schakel::uwlr {

decoded decode_message(
    const exchange& received, const decode_options& options, const edition& version,
    const validation::xsd_schema& schema, const code_lists& lists
);

// What long_messages::further() gives.
std::shared_ptr<const further_records>
further_pupils(const exchange& received, const decode_options& options, const decoded& first, const edition& version);

} // namespace schakel::uwlr
