// A package of CSV files as a roster: the archive, the manifest, and the files in an order in which most references
// are to what came before. Of the rows only ids, roles, sessions and orgs are kept.
#pragma once

#include "adapters/common/oneroster_csv/tables.hpp"
#include "gateway/adapter/roster.hpp"

namespace schakel::oneroster_csv {

roster_reading
parse(const roster_input& input, const binding& tables, const decode_options& options, roster_sink& into);

} // namespace schakel::oneroster_csv
