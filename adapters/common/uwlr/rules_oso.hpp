// Rules on the OSO blocks inside a result.
#pragma once

#include "adapters/common/uwlr/code_lists.hpp"
#include "adapters/common/uwlr/wire.hpp"
#include "gateway/core/finding.hpp"

namespace schakel::uwlr {

void check_oso(const wire::osoresultaat& result, const code_lists& lists, findings& list);

} // namespace schakel::uwlr
