// Scores for the line items of a platform (AGS 2.0, 3.4), and what its answers mean.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <span>

namespace schakel::lti_1_3 {

// One score for each sitting that belongs to a line item which the launch ledger knows at the platform. The path of a
// message is the complete address of the scores of its line item.
encoded write_scores(std::span<const model::record> records, const encode_options& options);

receipt interpret_score(const received_answer& answer);
std::span<const outcome_row> score_outcomes();

} // namespace schakel::lti_1_3
