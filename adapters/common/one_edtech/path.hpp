// Paths of operations: "/classes/{}/students".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::one_edtech {

// What stands where the pattern has {}, decoded; each has at least one character. `raw` is undecoded: "%2F" within an
// id does not divide it. None: another path, or a wrong escape.
std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view raw);

} // namespace schakel::one_edtech
