// The values of a mapping set: what each kind looks like, and what it means.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/decimal.hpp"
#include "gateway/model/goal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::mapping_set_file {

inline constexpr std::string_view day_form = "2026-11-22";
inline constexpr std::string_view share_form = "0 … 1";
inline constexpr std::string_view review_words = "unreviewed, reviewed, rejected";
inline constexpr std::string_view completeness_words = "unknown, incomplete, complete";
inline constexpr std::string_view justification_words =
    "unstated, manual, lexical, semantic, component-overlap, supersession, chained";

bool is_day(std::string_view text);
bool is_share(std::string_view text); // a decimal from 0 to 1
bool is_review(std::string_view text);
bool is_justification(std::string_view text);
bool in_order(std::string_view from, std::string_view to); // true where one of them is no day

std::optional<model::goals::review_state> parse_review(std::string_view text);
std::optional<model::goals::group::completeness> parse_completeness(std::string_view text);
std::string_view to_word(model::goals::review_state which);
std::string_view to_word(model::goals::group::completeness which);

// The key of a goal, framework or release: a UUID in whichever address becomes "urn:uuid:…".
std::string key_of(std::string_view text);

std::string masked_unless_number(std::string_view text);

} // namespace schakel::mapping_set_file
