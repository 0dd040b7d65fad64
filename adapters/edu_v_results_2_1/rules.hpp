// What the standard says in prose and no schema can: checked on the message as it was read, all faults in one pass.
#pragma once

#include "adapters/edu_v_results_2_1/values.hpp"
#include "adapters/edu_v_results_2_1/wire.hpp"

#include <set>
#include <string_view>

namespace schakel::edu_v_results_2_1 {

// Findings within a limit, so that a flood of faults costs no more than it says: as many errors and as many others are
// kept, the rest is counted.
class fault_list {
public:
    explicit fault_list(std::size_t limit) : limit_(limit) {}

    void add(const rule& broken, json::value at, std::string expected = {}, std::string got = {});

    // At most `limit` findings with line, column and pointer, errors first where there were more; then one finding says
    // how many more.
    findings take(std::string_view bytes) &&;

private:
    std::size_t limit_;
    std::size_t seen_ = 0, errors_ = 0, others_ = 0;
    findings list_;
};

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
