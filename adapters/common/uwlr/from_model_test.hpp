// Canonical assessments and scales to test definitions and norms.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/adapter/loss.hpp"
#include "gateway/model/progress.hpp"

#include <set>
#include <string>
#include <string_view>

namespace schakel::uwlr {

// Writes the assessment at `index` of the report. The ids of the scales that became norms are added to `written`.
wire::toets
write_test(const model::progress_report& report, std::size_t index, field_fate& fate, std::set<std::string>& written);

// Makes sure that the test has a part of this code: results may name parts that no definition lists.
void ensure_part(wire::toets& test, const std::string& code, field_fate& fate);

wire::vocabulary_binding read_binding(const model::extensions& list, std::string_view name, field_fate& fate);

// Notes every field of a scale as dropped.
void drop_scale(const model::scale& scale, std::string_view reason, field_fate& fate);

} // namespace schakel::uwlr
