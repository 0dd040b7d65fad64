#include "adapters/common/edu_v/rule_catalogue.hpp"

#include <array>

namespace schakel::edu_v::fault {

namespace {

constexpr std::array catalogue{
    user_without_identifier,
    organisation_without_identifier,
    place_without_identifier,
    branch_form,
    eckid_as_secondary,
    object_without_id,
    duplicate_id,
    shared_identifier,
    two_persons,
    unknown_reference,
    end_before_begin,
    enrollment_target,
    assignment_target,
    assignment_kind,
    study_year,
    level_without_sector,
    several_schools,
    other_document,
    question_media,
    question_pair,
    question_value,
    question_filter,
    no_family_name,
    service_missing,
    filter_unknown,
    no_answer,
    brin_form,
    eckid_form,
    employee_primary_identifier,
    time_not_utc,
    implausible_year,
    modified_before_created,
    school_period_years,
    school_period_form,
    more_findings};

} // namespace

std::span<const rule> administration() {
    return catalogue;
}

} // namespace schakel::edu_v::fault
