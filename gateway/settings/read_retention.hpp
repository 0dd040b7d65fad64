// Reads what settings say of how long messages are kept. Private to settings.
#pragma once

#include "gateway/settings/retention.hpp"
#include "gateway/settings/section.hpp"

namespace schakel::settings {

void read_message_retention(section in, retention& out);
void check_retention(const settings& all, const known_standards& standards, std::vector<fault>& faults);

} // namespace schakel::settings
