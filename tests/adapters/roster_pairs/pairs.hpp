// What becomes of the canonical roster on its way from one standard into another.
#pragma once

#include "field_values.hpp"

#include "gateway/adapter/loss.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace schakel::test {

struct pair_outcome {
    report written_is; // what the target's own reader says of what was written; empty when it reads none
    findings refused;  // records that the target cannot express
    field_trace trace; // of the source
    loss_report loss;
    std::set<std::string> carried;                                // fields of which every value arrives as it was
    std::map<std::string, std::set<std::string>> mapped, dropped; // with reasons
    field_values before, after;
};

// The standards from which a roster can come here: those that read what they write.
bool can_be_source(const adapter& one);
bool can_be_target(const adapter& one);

pair_outcome translate_canonical(const adapter& from, const adapter& to);

} // namespace schakel::test
