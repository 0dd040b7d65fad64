// What is asked of a service, and its answers.
#pragma once

#include "adapters/common/edu_v_access/wire.hpp"
#include "gateway/validation/json_schema.hpp"

namespace schakel::edu_v_access {

// The operation at this method and path; `id` gets what stands at its end. Null for none.
const operation* operation_of(service by, const exchange& asked, std::string& id);
std::vector<endpoint> endpoints_of(service by);

// `person_body`: the schema of the body that names a person.
entitlement_question read_question(
    service by, const exchange& asked, const validation::json_schema& person_body, const decode_options& options
);

served_answer answer_question(
    std::string_view version, const entitlement_question& question, std::shared_ptr<const entitlement_view> view,
    const answering& options
);

} // namespace schakel::edu_v_access
