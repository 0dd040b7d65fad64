// What the standard says in prose and no schema can: checked on the message as it was read, all faults in one pass.
#pragma once

#include "adapters/common/oneroster_gradebook/operations.hpp"
#include "adapters/common/oneroster_gradebook/wire.hpp"
#include "gateway/core/finding.hpp"

#include <optional>
#include <string_view>

namespace schakel::oneroster_gradebook {

// `addressed`: the operation by which it came; none for a file. At most `limit` findings, errors first where there are
// more.
findings check(
    const wire::message& message, version which, const std::optional<matched_operation>& addressed,
    std::string_view bytes, std::size_t limit
);

} // namespace schakel::oneroster_gradebook
