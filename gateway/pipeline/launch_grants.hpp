// What a target may do after a launch: line items and scores, names and roles. Private to the launch flow.
#pragma once

#include "gateway/mapping/mapper.hpp"
#include "gateway/pipeline/launch.hpp"
#include "gateway/pipeline/launch_bytes.hpp"

#include <string>
#include <string_view>

namespace schakel::pipeline {

// By what names a target knows people, classes and links.
mapping::destination_profile profile_of(const settings::system& target);

// Handles for the services that the settings grant the target, kept in the ledger. `asked` is the launch as it arrived,
// `free` as it was released.
result<granted_services> grant(
    const journey& of, const model::launch& asked, const model::launch& free, const settings::launch_route& route,
    const settings::system& target, const launch_services& with
);

} // namespace schakel::pipeline
