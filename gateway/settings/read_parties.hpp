// Reads how others prove to us who they are, and how we reach them. Private to settings.
#pragma once

#include "gateway/settings/parties.hpp"
#include "gateway/settings/section.hpp"

namespace schakel::settings {

void read_caller(section& in, caller_credentials& out);
void read_remote(section& in, remote& out); // all but the url

} // namespace schakel::settings
