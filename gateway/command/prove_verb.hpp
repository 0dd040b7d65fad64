// `schakel prove`: shows the promises on this machine.
#pragma once

#include "gateway/command/verbs.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace schakel::command {

struct prove_options {
    std::string in; // empty folder to play in; empty: one below the temporary directory, removed when all went well
    std::string program;           // another binary than this one
    std::vector<std::string> only; // faults
    bool quick = false, thorough = false;
    std::uint64_t seed = 1;
};
// 0: no promise was broken. 1: one was, or nothing could be shown.
int prove(const prove_options& options, const common_options& common);

} // namespace schakel::command
