// Outcomes as messages: scores that a publisher gives back, and scores that we give to an LMS.
#pragma once

#include "adapters/lti_1_1/wire.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/validation/xsd_schema.hpp"

#include <optional>
#include <span>

namespace schakel::lti_1_1 {

// Both compiled from schemas/lti/1.1.
struct outcome_schemas {
    const validation::xsd_schema& in_namespace;
    const validation::xsd_schema& without;
};

decoded decode_outcome(const exchange& received, const decode_options& options, const outcome_schemas& schemas);

// ---------------------------------------------------------------- meaning

// Where a score belongs. Without a ledger (a file on the command line) only what the message says.
struct result_place {
    launch_result of;
    std::optional<line_item> item;
};

// One report with one assessment and one sitting, whose id is that of the handle, so that a later score changes what an
// earlier one said. `message` is checked.
model::progress_report to_model(const wire::request& message, const result_place& where, instant received_at);
given_score ledger_form(const wire::request& message, const result_place& where, instant received_at);

encoded from_model(std::span<const model::record> records, const encode_options& options);

// ---------------------------------------------------------------- answers

reply acknowledge_outcome(const exchange& received, const disposition& decided);
// To readResult: the score, "" for none.
reply answer_read(const wire::request& asked, const std::string& score);

std::span<const outcome_row> outcome_rows();
receipt interpret_outcome(const outgoing& sent, const received_answer& answer);

} // namespace schakel::lti_1_1
