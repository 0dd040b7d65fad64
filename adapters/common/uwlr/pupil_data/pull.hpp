// Fetching pupil data from the administration that owns them: the whole school at once, or step by step.
//
// At once (the default): one HaalLeerlinggegevens, with laatstontvangengegevens when a watermark is there. Step by
// step: HaalStructuur, then HaalLeerlingen and HaalLeerkrachten for sets of groups, and for those who are in none. A
// step asks without laatstontvangengegevens: what did not change since is needed all the same to make the roster whole.
#pragma once

#include "adapters/common/uwlr/pupil_data/read_data.hpp"

#include <memory>
#include <string_view>

namespace schakel::uwlr::pupil_data {

// Keys of pull_options.parameters.
namespace pull_parameter {
inline constexpr std::string_view steps = "steps";       // "one" (default) or "several"
inline constexpr std::string_view groups = "groups";     // per question of a step; 25
inline constexpr std::string_view set_id = "dataset_id"; // gegevenssetid
} // namespace pull_parameter

std::unique_ptr<roster_pull> make_pull(const pull_options& options, const data_reading& with);

} // namespace schakel::uwlr::pupil_data
