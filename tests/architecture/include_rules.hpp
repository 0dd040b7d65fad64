// Judges one include of one file by the table in layers.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schakel::architecture {

// What stands between the quotes or brackets of an include line; none for other lines.
std::optional<std::string_view> included_by(std::string_view line);

// The rule that `file` breaks by including `target`, in words; none when it may. Both are paths from the repository's
// root.
std::optional<std::string> broken_rule(std::string_view file, std::string_view target);

} // namespace schakel::architecture
