// The n-th message of a seed.
#pragma once

#include "message.hpp"

#include <cstdint>
#include <string>

namespace schakel::differential {

struct derived_message {
    message_kind kind = message_kind::results;
    std::string bytes;
    std::string for_judge; // the same, but for blanks on which libxml2 errs (judge_copy.hpp)
};

// Does not depend on the messages before it. Some four in ten are valid.
derived_message derive(std::uint64_t seed, std::size_t index);

} // namespace schakel::differential
