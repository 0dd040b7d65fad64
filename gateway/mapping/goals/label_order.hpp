// The order of releases and versions by their labels: numbers count as numbers, so that "2020.2" comes before
// "2020.10".
#pragma once

#include <string_view>

namespace schakel::mapping::goals {

// Below, equal to or above 0, as a comes before, with or after b. Equal only for equal texts.
int compare_labels(std::string_view a, std::string_view b);

} // namespace schakel::mapping::goals
