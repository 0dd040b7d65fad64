// Ids for objects whose source has none of the kind that a standard demands: the same school, kind and key give the
// same id, everywhere and always.
#pragma once

#include "gateway/model/roster.hpp"

#include <string>
#include <string_view>

namespace schakel {

// A namespace for the minted ids of one school, made of the identifiers by which the roster names it (their order does
// not matter): a uuid. Where the gateway's own id of the school is among them, of that alone, so that ids stay the same
// when the school gets another name in some register.
std::string minting_space(const model::identifiers& school);

// A uuid, lower case. `kind` keeps the ids of different kinds apart: "person", "group", "course".
std::string minted_id(std::string_view space, std::string_view kind, std::string_view key);

} // namespace schakel
