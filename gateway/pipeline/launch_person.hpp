// Which school and which person a launch is about. Private to the launch flow.
#pragma once

#include "gateway/mapping/identity_map.hpp"
#include "gateway/pipeline/launch.hpp"
#include "gateway/pipeline/stored_keys.hpp"

#include <optional>
#include <string>
#include <vector>

namespace schakel::pipeline {

// The school: by deployment, by what the launch says of it, else the source's own. Null: not one of ours, or none that
// this source may launch for.
const settings::school*
school_of(const model::launch& what, const settings::system& source, const launch_world& world, instant now);

// A person with all the names that are known: of the launch, of the settings' identifiers, of the identity map and of
// the school's roster.
struct found_person {
    model::identifiers ids;      // those of the launch first
    model::identifiers named_by; // what pseudonyms are made of
    bool known = false;          // in the roster
    bool ambiguous = false;      // its names belong to several persons of the roster
    bool employee = false;
    std::vector<std::string> groups; // by any identifier, of the roster
};
found_person find_person(
    const model::launch_person& who, const model::launch_resource& opens, const settings::launch_source& from,
    mapping::identity_map& people, const roster_view* roster
);

} // namespace schakel::pipeline
