// Answers of the administration services, made of a roster while they are sent.
#pragma once

#include "adapters/common/edu_v/question.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>
#include <string_view>

namespace schakel::edu_v {

// An array for a list or for one person, an object for a single one; 404 where there is none. Attributes whose scope is
// not among the granted ones are absent. Parameter of the asker: `sector` (po, vo), which decides what filterByOrgId is
// when a question does not say; without it the studies and year groups of the school tell.
roster_answer answer_question(
    std::string_view version, const roster_question& question, std::shared_ptr<const roster_view> view,
    const answering& options
);

} // namespace schakel::edu_v
