// What a receiver's answer to statements means.
#pragma once

#include "gateway/adapter/adapter.hpp"

namespace schakel::xapi_1_0_3 {

std::span<const outcome_row> outcomes();
receipt interpret_answer(const outgoing& sent, const received_answer& answer);
// Compares the statement that the receiver has with the one that it refused.
receipt interpret_comparison(const outgoing& sent, const received_answer& answer);
std::vector<outgoing> halves(const outgoing& message);

} // namespace schakel::xapi_1_0_3
