#include "adapters/common/oneroster_gradebook/rule_catalogue.hpp"

#include <array>

namespace schakel::oneroster_gradebook::fault {

namespace {

constexpr std::array catalogue{
    content_type,
    envelope,
    path_differs,
    duplicate_id,
    id_length,
    base_absent,
    bare_reference,
    unknown_member,
    boolean_form,
    number_size,
    time_not_utc,
    implausible_year,
    dates_reversed,
    score_date_time,
    limits_reversed,
    percentile_range,
    graded_without_score,
    exempt_with_score,
    missing_with_score,
    objective_repeated,
    objective_no_case,
    pupil_without_id,
    reference_unknown,
    score_demanded,
    activity_without_result};

} // namespace

std::span<const rule> all() {
    return catalogue;
}

} // namespace schakel::oneroster_gradebook::fault
