// UWLR 2.3 on the wire: the shared structs; a pupil with an ECK iD may come without leerlingid. Below stands what each
// file of this folder provides.
#pragma once

#include "adapters/common/uwlr/edition.hpp"
#include "adapters/common/uwlr/wire.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::uwlr_2_3 {

namespace wire = uwlr::wire;

inline constexpr std::string_view version = "2.3";

std::vector<std::string> schemas();                                                            // parse.cpp
std::string write(const wire::message& message);                                               // write.cpp
model::identifiers pupil_ids(const wire::toetsafname& pupil);                                  // to_model.cpp
bool name_pupil(const model::person&, const encode_options&, wire::toetsafname&, field_fate&); // from_model.cpp
std::span<const rule> rules();                                                                 // rules.cpp
uwlr::spoken_versions spoken();                                                                // rules.cpp
uwlr::pupil_data::roster_edition pupils();                                                     // rules.cpp
void check(const wire::message& message, findings& list);                                      // rules.cpp
reply acknowledge(const disposition& decided);                                                 // reply.cpp

} // namespace schakel::uwlr_2_3
