#include "adapters/xapi_1_0_3/rule_catalogue.hpp"

#include <array>

namespace schakel::xapi_1_0_3::fault {

namespace {

constexpr std::array catalogue{
    version_header,
    content_type,
    query_parameter,
    alternate_syntax,
    statement_id_parameter,
    statement_id_differs,
    put_of_many,
    multipart_boundary,
    multipart_form,
    first_part,
    part_encoding,
    part_without_hash,
    part_hash,
    part_unreferenced,
    attachment_without_data,
    duplicate_id,
    uuid_variant,
    only_with_activity,
    score_range,
    score_outside_range,
    duplicate_component,
    component_list,
    voiding_object,
    language_extension,
    timestamp_without_zone,
    implausible_time,
    several_schools,
    pupil_without_identifier,
    several_persons};

} // namespace

std::span<const rule> all() {
    return catalogue;
}

} // namespace schakel::xapi_1_0_3::fault
