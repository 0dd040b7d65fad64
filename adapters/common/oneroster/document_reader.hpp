// A document of OneRoster REST from a file: one answer of a service, or a whole roster.
//
// Without agreed quirks the schema of the standard judges first, and what it refuses is not read further. With quirks
// the document is read as an answer of that source is (quirks.hpp): deviations that were agreed are warnings.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/adapter/roster.hpp"
#include "gateway/validation/json_schema.hpp"

namespace schakel::oneroster {

struct document_form {
    oneroster::version version;
    const validation::json_schema& objects;
    const validation::json_schema& statuses;
};

roster_reading
read_document(const document_form& form, const roster_input& input, const decode_options& options, roster_sink& into);

} // namespace schakel::oneroster
