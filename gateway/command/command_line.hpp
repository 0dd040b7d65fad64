// The command line of `schakel`: verbs, options and exit codes as design.md 6 fixes them.
//
// Exit codes: 0 fine, 1 findings or failure, 2 usage, 3 schema refused, 75 try again, 78 bad configuration.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <functional>

namespace schakel::command {

// `adapters` is called by the verbs that need them, because compiling the bundled schemas takes a moment.
int run(int argc, char** argv, const std::function<adapter_registry()>& adapters);

} // namespace schakel::command
