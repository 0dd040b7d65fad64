// The test case of a differential suite.
#pragma once

#include "standard.hpp"

#include <cstddef>
#include <string>

namespace schakel::differential {

// Compares the verdicts of the published schemas, judged by libxml2, with the text of our own schemas, judged by
// libxml2 as well (is the text right?), and with our engine (is the validator right?). Says so and returns where the
// published schemas or xmllint are not there.
//
// `messages` in a run for a change, `nightly_messages` when SCHAKEL_NIGHTLY is set; SCHAKEL_DIFFERENTIAL_MESSAGES and
// SCHAKEL_DIFFERENTIAL_SEED (1) choose another run, SCHAKEL_SHARED tells where the published schemas are. Messages on
// which verdicts differ are kept in a directory that the output names.
void run_differential(const standard& of, std::size_t messages, std::size_t nightly_messages);

// The same for files that others wrote: every XML file in the folder below the shared corpus.
void compare_samples(const standard& of, const std::string& folder);

// The messages of a seed are the same whatever compiled the test. A new number is right when the generator changed.
void check_fingerprint(const standard& of);

} // namespace schakel::differential
