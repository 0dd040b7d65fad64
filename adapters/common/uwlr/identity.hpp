// Identifiers that UWLR has no word for, minted so that the same administration gets the same one on every resend and
// machine.
//
// All are UUIDs version 5 in one namespace of our own; the name is a list of texts joined by line feeds, preceded by a
// word that says what is named:
//   sitting   school, pupil, toetscode, versie, afnamedatum (YYYY-MM-DD); a second sitting of the same pupil, test and
//   day that
//             another processor entered adds resultaatverwerkerid
//   resultaat sitting id, part, "score" or "oso"
// School is brincode + dependancecode ("00" when absent), or else "key:" + schoolkey. Pupil is the preferred identifier
// of the version: "las.key:" or "eckid:" + value.
#pragma once

#include "gateway/model/identifier.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace schakel::uwlr {

std::string mint(std::string_view what, std::initializer_list<std::string_view> parts);

std::string school_name_of(const model::identifiers& school);

} // namespace schakel::uwlr
