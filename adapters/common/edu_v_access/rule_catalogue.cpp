#include "adapters/common/edu_v_access/rule_catalogue.hpp"

#include "adapters/common/edu_v/rule_catalogue.hpp"

#include <array>

namespace schakel::edu_v_access::fault {

namespace {

namespace shared = edu_v::fault;

constexpr std::array catalogue{
    duplicate_product,
    sale_without_ean,
    sale_without_price,
    digital_without,
    variant_without_value,
    price_steps,
    ended_without_dates,
    physical_info,
    web_address,
    kind_spelling,
    quantities,
    ended_without_date,
    period_reversed,
    specification_missing,
    empty_code,
    code_missing,
    confirmation_without_status,
    portal_unnamed,
    other_document,
    body_kind,
    body_media,
    filter_value,
    since_too_old,
    not_expressible,
    source_answer,
    shared::user_without_identifier,
    shared::organisation_without_identifier,
    shared::eckid_as_secondary,
    shared::employee_primary_identifier,
    shared::brin_form,
    shared::branch_form,
    shared::eckid_form,
    shared::time_not_utc,
    shared::implausible_year,
    shared::modified_before_created,
    shared::question_pair,
    shared::question_value,
    shared::more_findings};

} // namespace

std::span<const rule> access() {
    return catalogue;
}

} // namespace schakel::edu_v_access::fault
