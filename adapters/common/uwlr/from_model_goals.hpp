// Learning goals in UWLR: terms of a test, and a sentence about them in the commentary.
//
// The only places of UWLR that are bound to a vocabulary and stand beside the subject are the entries of a test's
// hierarchy. A goal that stands nowhere else becomes one, a level below what is there.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/model/progress.hpp"

namespace schakel::uwlr {

// After the test has its subject and its hierarchy.
void write_goals(const model::progress_report& report, std::size_t test, wire::toets& out, field_fate& fate);
void tell_goals_of_part(const model::assessment_part& part, field_fate& fate);

// The commentary of the message: what the source says, and below it what the goals were translated to as far as there
// is room.
std::string commentary(const model::progress_report& report, field_fate& fate);

} // namespace schakel::uwlr
