// How a value is written so that it reads back exactly. Private to codec.
#pragma once

#include <string>
#include <string_view>

namespace schakel::xml {

enum class escape_for { text, attribute }; // attributes are quoted with "

// Characters that XML 1.0 cannot hold, and ill-formed UTF-8, become U+FFFD.
void append_escaped(std::string& out, std::string_view value, escape_for where);

} // namespace schakel::xml
