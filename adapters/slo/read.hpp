// Reading a document of SLO: a released file, several in one object, or an answer of the API.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/validation/json_schema.hpp"

namespace schakel::slo {

goal_reading read_document(
    const validation::json_schema& schema, const document_input& input, const goal_reading_options& options,
    goal_sink& into
);

} // namespace schakel::slo
