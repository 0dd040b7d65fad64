// The claims of an LTI 1.3 launch as a model::launch.
//
// Reads, and judges nothing: what the bundled schema (schemas/lti/1.3/launch.schema.json) demands is assumed to hold,
// and what is of another type is taken as far as it makes sense (numbers as texts) or left out. Claims for which the
// model has no field are kept as extensions of standard "lti": name is the claim's URI, value its JSON; claims that no
// URI names are dropped.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/model/launch.hpp"

#include <string_view>

namespace schakel::lti {

// `claims`: the payload of the token, an object.
model::launch read_launch(json::value claims);

// A member of a class (NRPS) has the same words for names and roles.
model::launch_person read_member(json::value member, std::string_view issuer);

// "$User.id": a variable that the platform did not replace, which means that it has no value for it.
bool is_unreplaced(std::string_view custom_value);

} // namespace schakel::lti
