// Other programs as judges.
#pragma once

#include <string>
#include <vector>

namespace schakel::conformance {

// The lines that a shell command prints.
std::vector<std::string> lines_of(const std::string& command);

} // namespace schakel::conformance
