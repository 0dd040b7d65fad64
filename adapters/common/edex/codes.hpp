// Codes of EDEX and what they mean in the canonical model.
#pragma once

#include "gateway/model/roster.hpp"

#include <optional>
#include <string_view>

namespace schakel::edex {

// rol: "LRK", "IB" … None: not a code of EDEX.
std::optional<model::roster::role> role_of(std::string_view rol);
// The code for a role; empty: EDEX has only words for it.
std::string_view rol_for(model::roster::role what);
// The same inside a reference to a group, where nothing need be said of a teacher.
std::string_view rol_at_group_for(model::roster::role what);
// In Dutch, for rolomschrijving.
std::string_view words_for(model::roster::role what);

std::optional<model::roster::gender> gender_of(std::string_view geslacht);
std::string_view geslacht_for(model::roster::gender what);

bool is_jaargroep(std::string_view code);

} // namespace schakel::edex
