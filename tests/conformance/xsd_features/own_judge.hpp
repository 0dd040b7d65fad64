// Our engine as a judge of features.
#pragma once

#include "tests/conformance/engines/engines.hpp"
#include "tests/conformance/xsd_features/feature_file.hpp"

namespace schakel::conformance {

struct own_judgement : judgement {
    bool not_supported = false; // the schema is refused for a construct that the engine does not have
};

own_judgement judge_by_own(const feature& what);

// Writes schema files and documents of every feature into folders of their own below `folder`.
std::vector<judgement_task> write_tasks(const std::vector<feature>& features, const std::filesystem::path& folder);

} // namespace schakel::conformance
