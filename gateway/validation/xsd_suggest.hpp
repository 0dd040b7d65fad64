// What someone most likely meant by a name or value that does not exist. Private to the XSD engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace schakel::validation::xsd {

// Whether one is the other with a slip of the pen: other capitals, or one change for every three characters.
bool is_near(std::string_view written, std::string_view possible);

// "b | a | … (20)": at most twelve, the nearest to `written` first and then in the order given, with their number when
// there are more. Names may be expanded ("{namespace}local"); the local name counts.
std::string nearest_first(const std::vector<std::string>& possible, std::string_view written);

} // namespace schakel::validation::xsd
