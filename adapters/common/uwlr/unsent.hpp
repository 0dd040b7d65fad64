// The fate of what is not sent at all: every field of it is dropped, for one reason.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/model/progress.hpp"

#include <string_view>

namespace schakel::uwlr {

void drop_sitting(
    const model::sitting& sitting, const model::assessment& test, std::string_view reason, field_fate& fate
);

// The same without the values of its results, whose fate is known already.
void drop_sitting_frame(
    const model::sitting& sitting, const model::assessment& test, std::string_view reason, field_fate& fate
);
void drop_qualification(const model::qualification& one, std::string_view reason, field_fate& fate);
void drop_pupil_ids(const model::person& pupil, std::string_view reason, field_fate& fate);
void drop_assessment(const model::assessment& assessment, std::string_view reason, field_fate& fate);

} // namespace schakel::uwlr
