// Named places at which a test can make the gateway die, fail, wait or write short
// (tests/integration/test_failpoints.py).
//
// Only the program `schakel_failpoints` has them: cmake/failpoints.cmake compiles the files that hold any a second
// time, with SCHAKEL_WITH_FAILPOINTS. Everywhere else, and so in what users run, the macros below leave nothing behind.
//
//     SCHAKEL_FAILPOINTS="store.sync.before=abort@37;deliver.send.before=delay:200"
//
// abort: the process is gone at once, as by kill -9. error: the place does what it does when the system refuses; where
// it is a threshold, as if that were passed. delay:N: waits N milliseconds. short: the place writes a part, and then
// fails. `@N`: only the Nth time that the place is reached; without, every time. An order that cannot be read ends the
// program.
#pragma once

namespace schakel {

enum class failpoint_effect { none, error, short_write };

} // namespace schakel

#ifdef SCHAKEL_WITH_FAILPOINTS
namespace schakel {
failpoint_effect reach_failpoint(const char* name); // thread-safe
}
#define SCHAKEL_FAILPOINT(name) static_cast<void>(::schakel::reach_failpoint(name))
#define SCHAKEL_FAILPOINT_EFFECT(name) ::schakel::reach_failpoint(name)
#else
#define SCHAKEL_FAILPOINT(name) static_cast<void>(0)
#define SCHAKEL_FAILPOINT_EFFECT(name) ::schakel::failpoint_effect::none
#endif
