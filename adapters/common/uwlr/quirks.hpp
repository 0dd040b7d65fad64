// Leniencies agreed with one sender, off unless its settings name them. Each turns the schema findings it stands for
// into one warning of its own; values that cannot be read that way stay errors.
#pragma once

#include "gateway/codec/xml_document.hpp"
#include "gateway/core/finding.hpp"

#include <set>
#include <string>
#include <string_view>

namespace schakel::uwlr {

namespace quirk {
inline constexpr std::string_view score_x = "score-x";                 // score "X": the test was not taken
inline constexpr std::string_view decimal_score = "decimal-score";     // score with decimals
inline constexpr std::string_view norm_incomplete = "norm-incomplete"; // norm without term or beginnormwaarde
inline constexpr std::string_view no_version = "no-xsdversie";         // school or question without xsdversie
inline constexpr std::string_view school_order = "school-order";       // children of school in any order
inline constexpr std::string_view other_result = "other-result";       // anderresultaat of a bilateral form
inline constexpr std::string_view child_order = "child-order";         // children of pupil data in any order
inline constexpr std::string_view empty_prefix = "empty-voorvoegsel";  // an empty voorvoegsel in pupil data
} // namespace quirk

using quirk_names = std::set<std::string, std::less<>>;

// Replaces findings that an agreed quirk explains. `version` is told as the one the message is read as.
void apply_quirks(
    findings& schema_findings, const xml::node& root, const quirk_names& agreed, std::string_view version
);

// The same for a question about pupils without xsdversie.
void forgive_absent_version(
    findings& schema_findings, const xml::node& question, const quirk_names& agreed, std::string_view version
);

} // namespace schakel::uwlr
