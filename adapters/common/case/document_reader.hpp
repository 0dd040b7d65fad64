// A document of CASE from a file or an answer: a CFPackage, or a list of CFDocuments.
//
// It is read leniently (leniency.hpp): what deviates from the standard and can be read is a warning. With the profile
// "strict" the schema of the standard judges first, and what it refuses is not read.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/adapter/goals.hpp"
#include "gateway/validation/json_schema.hpp"

namespace schakel::cf {

inline constexpr std::string_view strict_profile = "strict";

// `schema` is that of all objects of the version; null: not at hand, and no document is judged by it.
goal_reading read_document(
    version which, const validation::json_schema* schema, const document_input& input,
    const goal_reading_options& options, goal_sink& into
);

} // namespace schakel::cf
