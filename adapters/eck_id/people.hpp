// The school's list of persons whose ECK iD is wanted.
#pragma once

#include "adapters/eck_id/wire.hpp"

#include <string_view>

namespace schakel::eck_id {

// CSV with a header line: the scheme of the keys, "pgn", and where numbers are replaced "former" and perhaps "from".
// Separated by commas or, as spreadsheets here do, semicolons.
people_list read_people(std::string_view csv, bool replacing);

} // namespace schakel::eck_id
