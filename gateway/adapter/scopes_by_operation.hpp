// A standard that has an OAuth scope for each operation: its adapter is also one of these, and what it says here counts
// instead of adapter_info::demanded_scopes, which then lists all of them.
#pragma once

#include "gateway/adapter/exchange.hpp"

#include <string_view>
#include <vector>

namespace schakel {

class scopes_by_operation {
public:
    virtual ~scopes_by_operation() = default;

    // One of these is demanded of a token that comes with this message.
    virtual std::vector<std::string_view> demanded_scopes(const exchange& received) const = 0;
};

} // namespace schakel
