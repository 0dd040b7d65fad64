// Whether one record lets somebody open a product today, and which of several answers counts. Private to
// gateway/entitlement; pure.
#pragma once

#include "gateway/entitlement/access_check.hpp"

namespace schakel::entitlement {

access_reason weigh(const model::access::entitlement& one, model::access::day today);
// None: the order names others, or says nothing about whom.
std::optional<access_reason>
weigh(const model::access::delivery_order& one, const access_question& asked, model::access::day today);

// An answer that allows counts before one that refuses; of those that refuse the one that is nearest to allowing.
bool counts_before(access_reason one, access_reason other);

} // namespace schakel::entitlement
