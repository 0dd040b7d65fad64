// What a target may do after a launch: line items and scores, names and roles. Private to the launch flow.
#pragma once

#include "gateway/mapping/mapper.hpp"
#include "gateway/pipeline/launch.hpp"
#include "gateway/pipeline/launch_bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::pipeline {

// By what names a target knows people, classes and links.
mapping::destination_profile profile_of(const settings::system& target);

struct launch_to_serve {
    const model::launch& asked;                    // as it arrived
    const model::launch& free;                     // as it was released
    const std::optional<model::item_line>& chosen; // what the target wanted for a line item, when it was chosen
};

// Handles for the services that the settings grant the target, kept in the ledger.
result<granted_services> grant(
    const journey& of, const launch_to_serve& what, const settings::launch_route& route, const settings::system& target,
    const launch_services& with
);

} // namespace schakel::pipeline
