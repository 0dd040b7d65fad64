// libxml2 as an independent judge.
#pragma once

#include "fault.hpp"
#include "standard.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace schakel::differential {

// The one document that stands for all, which are looked for below `folder`. Where there are several, writes a schema
// into `directory` that imports them, so that the roots of all of them are allowed.
std::filesystem::path schema_for(
    const std::filesystem::path& directory, const std::string& name, const std::filesystem::path& folder,
    const std::vector<schema_document>& documents
);

// One judgement for each file, in order. Writes into `scratch`, which no other judge may use meanwhile.
std::vector<judgement> judge_by_libxml2(
    const std::filesystem::path& schema, const std::vector<std::filesystem::path>& files,
    const std::filesystem::path& scratch
);

} // namespace schakel::differential
