// What is answered when a request is refused, in each version's own form.
#pragma once

#include "adapters/common/oneroster/query.hpp"
#include "gateway/adapter/adapter.hpp"

#include <string_view>
#include <vector>

namespace schakel::oneroster {

// `minor` is one of the standard's codes: "unknownobject", "forbidden", "invalid_filter_field" … `description` is ours.
reply refusal(version which, int status, std::string_view minor, std::string_view description);
reply refusal(version which, const query_fault& fault); // 400

// 1.1: the statuses that stand beside data which were given all the same, as the members `"statusInfoSet":[…]`.
std::string warning_member(const std::vector<query_fault>& warnings);

// What the gateway decided, in the words of the standard.
reply acknowledge(version which, const disposition& decided);

} // namespace schakel::oneroster
