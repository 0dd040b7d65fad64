// What a sender of line items and results is answered, and what a receiver's answer to ours means.
#pragma once

#include "adapters/common/oneroster_gradebook/operations.hpp"
#include "gateway/adapter/adapter.hpp"

#include <span>

namespace schakel::oneroster_gradebook {

// reply.cpp
reply acknowledge(version which, const exchange& received, const disposition& decided);

// interpret.cpp
std::span<const outcome_row> outcomes();
receipt interpret(const outgoing& sent, const received_answer& answer);

} // namespace schakel::oneroster_gradebook
