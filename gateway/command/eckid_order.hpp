// An order of an operator to have ECK iDs issued, from its options to its exit code.
#pragma once

#include "gateway/command/verbs.hpp"

#include <string>

namespace schakel::command {

struct eckid_options {
    std::string config, school, list;
    unsigned threads = 1; // that compute hashes
    bool one_by_one = false;
};

enum class eckid_order { ping, chains, sectors, fetch, resume, replace, status };

// Memory of this process is kept private from here on: the list holds numbers of persons.
int run_eckid(
    eckid_order what, const eckid_options& options, const common_options& common, const adapter_source& adapters
);

} // namespace schakel::command
