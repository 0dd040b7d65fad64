// What is answered when a request is refused: imsx_StatusInfo in the words of each version.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "adapters/common/one_edtech/query.hpp"
#include "gateway/adapter/adapter.hpp"

#include <string_view>

namespace schakel::cf {

// `minor` is one of the codes of 1.1: "unknownobject", "invalid_uuid", "invalid_selection_field" … `description` is
// ours.
reply refusal(version which, int status, std::string_view minor, std::string_view description);
reply refusal(version which, const one_edtech::query_fault& fault); // 400

// What the gateway decided, in the words of the standard.
reply acknowledge(version which, const disposition& decided);

} // namespace schakel::cf
