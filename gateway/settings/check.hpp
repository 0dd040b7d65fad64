// What settings mean together: references, routes that can never win, unsafe listeners. Private to settings, except
// route_order.
#pragma once

#include "gateway/settings/settings.hpp"

namespace schakel::settings {

void check(const settings& all, const known_standards& standards, std::vector<fault>& faults);
// The part of it that is about where goals are fetched.
void check_goal_sources(const settings& all, const known_standards& standards, std::vector<fault>& faults);
// The part of it that is about launches.
void check_launches(const settings& all, const known_standards& standards, std::vector<fault>& faults);
// The part of it that is about who asks for rosters and who owns them.
void check_rosters(const settings& all, const known_standards& standards, std::vector<fault>& faults);

} // namespace schakel::settings
