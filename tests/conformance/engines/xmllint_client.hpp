// libxml2's validator, one process of xmllint for each schema. Private to this folder.
#pragma once

#include "tests/conformance/engines/engines.hpp"

namespace schakel::conformance {

bool xmllint_available();

std::vector<judgement> judge_by_xmllint(const std::vector<judgement_task>& tasks, const std::filesystem::path& scratch);

} // namespace schakel::conformance
