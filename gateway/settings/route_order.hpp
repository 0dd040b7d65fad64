// How two routes relate: whether one takes everything that the other could, or whether both could match one message.
#pragma once

#include "gateway/settings/settings.hpp"

namespace schakel::settings {

// Every message that `narrow` matches is also matched by `wide`.
bool covers(const route& wide, const route& narrow);

// There can be a message that both match.
bool overlap(const route& a, const route& b);

} // namespace schakel::settings
