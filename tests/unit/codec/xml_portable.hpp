// The strict scan as other processors have it: the same sources without the instructions of this one.
#pragma once

#include <string>
#include <string_view>

namespace schakel_portable {

// As told_by_scan() of the ordinary scan: events with their offsets, then the fault, if any.
std::string told(std::string_view document);

} // namespace schakel_portable
