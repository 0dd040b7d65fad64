// Divides the records of a message by what routes may look at: subject and level of an assessment.
#pragma once

#include "gateway/model/progress.hpp"

#include <string>
#include <vector>

namespace schakel::pipeline {

struct assessment_group {
    std::string subject, level; // of an assessment; both empty for records without one

    friend auto operator<=>(const assessment_group&, const assessment_group&) = default;
};

// Each group once, in order of appearance; one empty group for a message without assessments.
std::vector<assessment_group> groups_of(const std::vector<model::record>& records);

// The records with only the assessments of these groups and their sittings.
std::vector<model::record> only(const std::vector<model::record>& records, const std::vector<assessment_group>& groups);

} // namespace schakel::pipeline
