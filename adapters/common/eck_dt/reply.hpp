// How a catalogue service answers when it gives no catalogue: SOAP faults.
#pragma once

#include "gateway/adapter/adapter.hpp"

namespace schakel::eck_dt {

reply acknowledge(const disposition& decided);

} // namespace schakel::eck_dt
