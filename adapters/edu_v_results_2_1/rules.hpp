// What the standard says in prose and no schema can: checked on the message as it was read, all faults in one pass.
#pragma once

#include "adapters/common/edu_v/fault_list.hpp"
#include "adapters/edu_v_results_2_1/values.hpp"
#include "adapters/edu_v_results_2_1/wire.hpp"

#include <set>
#include <string_view>

namespace schakel::edu_v_results_2_1 {

using edu_v::fault_list;

// A member that the schema misses or refuses is passed over here: one fault, one finding.
void check(const wire::message& message, const result_forms& forms, fault_list& found);

// What scores and results may refer to.
struct definitions {
    explicit definitions(const wire::message& message);

    json::value assessment_id;
    std::set<std::string_view> parts;
    std::set<std::string_view> scales;
};

// The parts of check() that have a file of their own.
void check_assessment(const wire::message& message, fault_list& found); // rules_scales.cpp
void check_scales(const wire::message& message, fault_list& found);     // rules_scales.cpp
void check_scores(
    const wire::pupil_record& pupil, const definitions& known, const result_forms& forms, fault_list& found
); // rules_scores.cpp

} // namespace schakel::edu_v_results_2_1
