// Leniencies in launches that the core itself has to know of. An adapter that offers one lists it among its quirks.
#pragma once

#include <string_view>

namespace schakel::launch_quirk {

// A target that takes launches and knows no questions for content: teachers choose among the products of its routes.
inline constexpr std::string_view no_choice = "no-choice";

} // namespace schakel::launch_quirk
