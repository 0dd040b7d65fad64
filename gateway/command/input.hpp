// Reading files for the command line: "-" is standard input; large files show progress on a terminal.
#pragma once

#include "gateway/core/result.hpp"

#include <string>

namespace schakel::command {

// The whole file. Failure: cannot be opened or read.
result<std::string> read_input(const std::string& file);

// "standard input" for "-", else the name as given.
std::string shown_name(const std::string& file);

bool stderr_is_terminal();
bool stdout_is_terminal();

} // namespace schakel::command
