// Fetching a catalogue: pages of entries, until one comes short.
#pragma once

#include "adapters/common/eck_dt/wire.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace schakel::eck_dt {

// Parameters of a source, all optional.
//   path: of the service below the address of the source; otherwise "".
//   own_address: by which we name ourselves; otherwise "https://schakel.invalid".
//   organisation_id: our number of the chamber of commerce, told with that address.
//   first_entry: 0 or 1, what the source counts from; otherwise as is usual in the version.
//   page_size: entries a time; otherwise 100, at most 1000.
std::span<const std::string_view> pull_parameters();

// Reads one document; `whole` tells everything that was found besides the records.
entitlement_reading read_document(
    const document_input& input, const edition& by, const validation::xsd_schema& schema, const decode_options& options,
    entitlement_sink& into, opened* whole = nullptr
);

// Edition and schema outlive the conversation.
std::unique_ptr<entitlement_pull>
make_pull(const pull_options& options, const edition& by, const validation::xsd_schema& schema);

} // namespace schakel::eck_dt
