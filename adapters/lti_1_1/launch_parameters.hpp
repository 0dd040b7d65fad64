// The parameters of a launch (LTI 1.1.1, 3) and of a question for content (Content-Item 1.0, 3.1) as a model::launch,
// and back.
#pragma once

#include "adapters/lti_1_1/rule_catalogue.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/model/launch.hpp"

#include <string>
#include <string_view>

namespace schakel::lti_1_1 {

// What is wrong with the parameters of a launch or question, whose signature was good.
findings check_launch(const forms::field_list& parameters);

// Expects what check_launch found good. `consumer_key` is the authority of the person's id, and the deployment.
// Parameters "ext_…" are kept for our own kind; what nobody defined is left out.
model::launch read_launch(const forms::field_list& parameters, std::string_view consumer_key);

// What we hand out besides what the launch says.
struct handed_out {
    std::string outcome_url, sourced_id; // "" when no result is expected
    std::string choice_url, choice_data; // where a choice goes
};

// In the order of the specification; without signature. Custom parameters as they stand: substituted before.
forms::field_list write_launch(const model::launch& what, const handed_out& ours);

// "Vak-Niveau 1" to "vak_niveau_1" (LTI 1.1.1, 3).
std::string custom_name(std::string_view name);

} // namespace schakel::lti_1_1
