// Asks the program xerces_judge. Private to this folder.
#pragma once

#include "tests/conformance/engines/engines.hpp"

namespace schakel::conformance {

bool xerces_available();

std::vector<judgement> judge_by_xerces(const std::vector<judgement_task>& tasks, const std::filesystem::path& scratch);

} // namespace schakel::conformance
