// What ECK DT says in prose and no schema can, checked on a document that passed its schema.
#pragma once

#include "adapters/common/eck_dt/wire.hpp"

namespace schakel::eck_dt {

// At most `limit` findings, and one that tells how many more.
findings check(const opened& document, const edition& by, std::size_t limit);

} // namespace schakel::eck_dt
