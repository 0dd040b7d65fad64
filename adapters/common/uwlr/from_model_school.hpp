// The school of a message, and who made it when.
#pragma once

#include "adapters/common/uwlr/wire.hpp"
#include "gateway/adapter/adapter.hpp"

#include <string_view>

namespace schakel::uwlr {

// Everything of school but schooljaar and xsdversie. False when neither the report nor the options know an identifier
// that UWLR has.
bool write_school(
    const model::progress_report& report, const encode_options& options, wire::school& school, field_fate& fate
);

// "2026-2027": two consecutive years.
bool usable_school_year(std::string_view period);

} // namespace schakel::uwlr
