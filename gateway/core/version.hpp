// The version of the program, as it names itself in answers, in reports and on the command line.
#pragma once

#include <string_view>

namespace schakel {

inline constexpr std::string_view program_version = "0.1.0";
inline constexpr std::string_view program_and_version = "schakel 0.1.0"; // as a report or --version shows it

} // namespace schakel
