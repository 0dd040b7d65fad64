// A roster as a package of CSV files, made while it is fetched: memory holds a page of records and what the frame of
// the roster needs, whatever the size of the school.
//
// Encode parameters: `since` (a moment: a delta of what changed at or after it), `formulas` ("keep": cells that a
// spreadsheet would calculate are left as they are).
#pragma once

#include "adapters/common/oneroster_csv/tables.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>

namespace schakel::oneroster_csv {

std::unique_ptr<roster_writer> write(const roster_view& view, const binding& tables, const encode_options& options);

} // namespace schakel::oneroster_csv
