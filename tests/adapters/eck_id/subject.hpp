// The adapter under test.
#pragma once

#include "adapters/all_adapters.hpp"
#include "gateway/adapter/chain_ids.hpp"
#include "schemas/bundled.hpp"

namespace schakel::test {

inline const adapter& eck_id() {
    static const auto made = make_eck_id(schemas::bundled);
    return *made;
}

inline const chain_id_adapter& issuing() {
    return *eck_id().chain_ids();
}

} // namespace schakel::test
