// Bearer tokens, as the REST services of 1EdTech take and show them.
#pragma once

#include "gateway/adapter/adapter.hpp"

namespace schakel::one_edtech {

// Of form bearer; without a key when the header holds none.
presented_credentials bearer_credentials(const exchange& received);

// A bearer token, also one that stays the same; or the name and password of a proxy.
void authorise(outgoing& message, const presented_credentials& secret);

} // namespace schakel::one_edtech
