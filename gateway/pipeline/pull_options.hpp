// What an adapter must know to fetch a school's roster from the system that owns it, from the settings.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/settings/settings.hpp"

#include <string>

namespace schakel::pipeline {

// `watermark` is of the last pull whose roster is in force; empty: everything is fetched.
pull_options
options_for(const settings::roster_source& source, const settings::school& school, std::string watermark, instant now);

} // namespace schakel::pipeline
