// Where a setting stands, kept with everything that later checks may have to point at.
#pragma once

#include <cstdint>
#include <string>

namespace schakel::settings {

struct place {
    std::string file;
    std::uint32_t line = 0, column = 0;
};

} // namespace schakel::settings
