// What in a progress record can be a reference to a learning goal: recognised by its form, since only the published
// goals tell whether there is such a goal.
#pragma once

#include "gateway/model/goal_reference.hpp"
#include "gateway/model/term.hpp"

#include <optional>
#include <string_view>

namespace schakel::goal_files {

// An address in which a framework names its goals: entities of SLO, terms of the Onderwijsbegrippenkader, items of
// CASE, Flemish onderwijsdoelen, statements of the Achievement Standards Network.
bool is_goal_address(std::string_view text);

// The same, or a key without an address: a UUID, "urn:uuid:" and a UUID. To be asked only where nothing but a term is
// expected, because anything may be named by a UUID.
bool is_goal_key(std::string_view text);

// A vocabulary whose terms are goals. Lists of subjects are none.
bool is_goal_vocabulary(std::string_view vocabulary);

// The goal that a term names: by its value, or by a printed code of a framework.
std::optional<model::goal_reference> goal_of(const model::term& term);

// The type of an xAPI activity that is a goal.
bool is_goal_type(std::string_view activity_type);

} // namespace schakel::goal_files
