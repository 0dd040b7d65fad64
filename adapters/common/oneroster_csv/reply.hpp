// What the sender of a package is answered: the binding has no answers of its own, so a problem document (RFC 9457).
#pragma once

#include "gateway/adapter/adapter.hpp"

namespace schakel::oneroster_csv {

reply answer(const disposition& decided);

} // namespace schakel::oneroster_csv
