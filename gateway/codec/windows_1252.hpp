// Windows-1252 text as UTF-8: what spreadsheets in the Netherlands and Belgium write when nobody asks for UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace schakel::windows_1252 {

// Appends the text as UTF-8. False when it holds one of the five bytes that Windows-1252 does not define; `out` then
// ends where that byte stood.
bool append_utf8(std::string_view text, std::string& out);

} // namespace schakel::windows_1252
