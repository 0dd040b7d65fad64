// Which framework and which release of it, or which mapping set, a writer writes.
#pragma once

#include "gateway/adapter/goals.hpp"

#include <optional>

namespace schakel::goal_files {

struct selection {
    model::goals::framework framework;
    model::goals::release release;
};

// As the options name them; without names the only framework, and its newest release. None with a finding in `refused`:
// `absent` for no such framework or release, `several` ({got}: how many) where one has to be named.
std::optional<selection> select(
    const goal_view& view, const goal_writing_options& options, const rule& absent, const rule& several,
    findings& refused
);

// The mapping set that the options name; without a name the only one. None with a finding in `refused`, as above.
std::optional<model::goals::mapping_set> select_mapping_set(
    const goal_view& view, const goal_writing_options& options, const rule& absent, const rule& several,
    findings& refused
);

// "framework#label", and the release as it is told by whoever imports a document that does not tell it.
model::goals::release
told_release(const std::string& framework, const std::string& label, const goal_reading_options& options);

} // namespace schakel::goal_files
