// The folder in which a gateway keeps everything (F14).
#pragma once

#include "gateway/core/result.hpp"

#include <string>

namespace schakel::outbox {

// Makes it where it is not there, for its owner alone. Refused, in words for the operator, when it cannot be made or
// written, and when somebody else owns it: what we wrote there would be lost to him.
result<done> prepare_data_directory(const std::string& path);

} // namespace schakel::outbox
