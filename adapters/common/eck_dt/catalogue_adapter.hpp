// What the adapters of all versions of ECK DT have in common: they differ in an edition.
#pragma once

#include "adapters/common/eck_dt/wire.hpp"

#include <memory>

namespace schakel::eck_dt {

std::unique_ptr<adapter> make_catalogue_adapter(edition by, const validation::schema_catalogue& schemas);

} // namespace schakel::eck_dt
