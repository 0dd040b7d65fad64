// For standards that name the goals of a test and not those of its results.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/model/progress.hpp"

#include <cstddef>
#include <string_view>

namespace schakel::goal_files {

// The fate of goals that stand with results: those that were written with the test are carried, others dropped for
// `why`.
void tell_result_goals(
    const model::progress_report& report, std::size_t test, const model::goal_references& written, std::string_view why,
    field_fate& fate
);

} // namespace schakel::goal_files
