// Reads what settings say of rosters. Private to settings.
#pragma once

#include "gateway/settings/section.hpp"

namespace schakel::settings {

std::vector<dated_identifier> read_register(section& school);
hold_policy read_hold(section& school);
std::optional<std::chrono::seconds> read_retention(section& school);

querying read_query(section in);
roster_source read_roster_source(section in);

release_profile read_release(section in);

std::optional<std::chrono::minutes> read_time_of_day(section& in, std::string_view key); // "03:30"

} // namespace schakel::settings
