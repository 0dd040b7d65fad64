// What a fetch of packages knows of the one before: of each package its entity tag and when its document last changed.
// As text it is JSON: {"<identifier>": {"tag": "…", "changed": "…"}}.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace schakel::cf {

struct known_package {
    std::string tag, changed;

    friend bool operator==(const known_package&, const known_package&) = default;
};
using known_packages = std::map<std::string, known_package, std::less<>>;

known_packages parse_watermark(std::string_view text); // what is no watermark knows nothing
std::string to_watermark(const known_packages& all);

} // namespace schakel::cf
