// libxml2's validator as an independent judge, run as a separate process over many files at a time.
#pragma once

#include "fault.hpp"
#include "standard.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace schakel::differential {

class xmllint {
public:
    static bool available();

    // `documents` are looked for below `folder`. Where there are several, writes a schema into `directory` that imports
    // them all, so that the roots of all of them are allowed.
    xmllint(
        const std::filesystem::path& directory, const std::string& name, const std::filesystem::path& folder,
        const std::vector<schema_document>& documents
    );

    // One judgement for each file, in order.
    std::vector<judgement> judge(const std::vector<std::filesystem::path>& files) const;

private:
    std::filesystem::path schema_;
};

} // namespace schakel::differential
