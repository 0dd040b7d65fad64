#include "adapters/edu_v_results_2_1/rule_catalogue.hpp"

#include <array>

namespace schakel::edu_v_results_2_1::fault {

namespace {

constexpr std::array catalogue{
    content_type,
    school_without_identifier,
    location_as_school,
    brin_form,
    pupil_without_identifier,
    eckid_form,
    employee_without_identifier,
    employee_primary_identifier,
    several_employees,
    empty_id,
    duplicate_record_id,
    same_pupil_twice,
    no_pupils,
    time_not_utc,
    implausible_year,
    modified_before_created,
    sitting_after_message,
    school_period_years,
    school_period_form,
    review_url,
    activity_without_result,
    duplicate_part,
    unknown_part,
    other_assessment,
    duplicate_scale,
    unknown_scale,
    scale_range_form,
    scale_range_reversed,
    scale_overlap,
    scale_gap,
    score_number,
    score_count,
    score_percentage,
    negative_duration,
    maximum_number,
    score_above_maximum,
    items_do_not_add_up,
    result_form,
    blank_result,
    missing_with_values,
    canceled_with_values,
    nothing_reported,
    more_findings};

} // namespace

std::span<const rule> all() {
    return catalogue;
}

} // namespace schakel::edu_v_results_2_1::fault
