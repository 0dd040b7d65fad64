// What a receiver's answer to a result message means.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr {

receipt interpret_answer(const outgoing& sent, const received_answer& answer);
std::span<const outcome_row> outcomes();

// A fault code without its prefix, as it may be told: text of the peer goes no further than the codes of UWLR and SOAP.
std::string named_fault(std::string_view code);

// Two messages with half the pupils each; empty when there is only one pupil. The tests that a half does not need stay
// out of it.
std::vector<outgoing> split_by_pupil(const outgoing& message);

} // namespace schakel::uwlr
