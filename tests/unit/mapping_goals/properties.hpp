// The nine properties of goal-mapping-practice.md B9, each as a function of a seed that tells what was violated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace properties {

using violation = std::optional<std::string>;

violation composition_is_sound(std::uint32_t seed);
violation mastery_needs_equal_or_broader(std::uint32_t seed);
violation more_evidence_never_lowers(std::uint32_t seed);
violation contradiction_is_a_conflict(std::uint32_t seed);
violation order_does_not_matter(std::uint32_t seed);
violation explanation_is_repeatable(std::uint32_t seed);
violation supersession_ends(std::uint32_t seed);
violation removing_a_set_removes_its_records(std::uint32_t seed);
violation evidence_counts_once(std::uint32_t seed);
violation dangling_ends_make_no_goals(std::uint32_t seed);

} // namespace properties
