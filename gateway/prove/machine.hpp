// What a figure was measured on.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace schakel::prove {

// Processor, memory, kernel, file system and disk of the folder, each with its name; the disk with a word on what a
// virtual one can show.
std::vector<std::pair<std::string, std::string>> facts_of_machine(const std::filesystem::path& folder);

} // namespace schakel::prove
