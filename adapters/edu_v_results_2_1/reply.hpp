// Answers: the one a sender gets, and what a receiver's answer means.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <span>

namespace schakel::edu_v_results_2_1 {

// An array of {id, status, statusMessage} as Edu-V Results has it; nothing for 401. Findings about one pupil's record
// go under its id, all others under the id of the message.
reply acknowledge(const exchange& received, const disposition& decided);

receipt interpret(const outgoing& sent, const received_answer& answer);
std::span<const outcome_row> outcomes();

} // namespace schakel::edu_v_results_2_1
