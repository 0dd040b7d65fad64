// The n-th mutant of a seed.
#pragma once

#include <cstdint>
#include <string>

namespace schakel::mutants {

// One of the seeds with one to four changes to its bytes or tokens. Does not depend on the mutants before it, and is
// the same on every machine.
std::string derive(std::uint64_t seed, std::size_t index);

} // namespace schakel::mutants
