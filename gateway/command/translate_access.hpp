// `schakel translate` between standards that carry catalogues or entitlements: the file is read in one pass into
// memory, and written as a stream.
#pragma once

#include "gateway/adapter/entitlements.hpp"
#include "gateway/command/verbs.hpp"

namespace schakel::command {

// Whether what the one reads is of a kind that the other writes.
bool carries_access(const adapter& from, const adapter& to);

// `parameters` go to the writer. The exit code.
int translate_access(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const std::map<std::string, std::string, std::less<>>& parameters
);

} // namespace schakel::command
