// What the CSV binding demands beyond RFC 4180: one table of rules, and for those that a quirk permits its name.
#pragma once

#include "adapters/common/oneroster_csv/quirks.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/report.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace schakel::oneroster_csv {

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id); // without "oneroster.csv."; must exist (std::logic_error otherwise)

// The layer of a report that findings of a rule belong to, and the quirk that permits what breaks it.
layer layer_of(const rule& broken);
std::optional<quirk> permitted_by(const rule& broken);

} // namespace schakel::oneroster_csv
