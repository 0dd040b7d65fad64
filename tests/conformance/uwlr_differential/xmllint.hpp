// libxml2's validator as an independent judge, run as a separate process over many files at a time.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace schakel::differential {

// One schema document of a set, by namespace and file.
struct schema_document {
    std::string space;
    std::filesystem::path file;
};

class xmllint {
public:
    static bool available();

    // Writes a schema into `directory` that imports all documents, so that the roots of all of them are allowed.
    xmllint(
        const std::filesystem::path& directory, const std::string& name, const std::vector<schema_document>& documents
    );

    enum class verdict { valid, invalid, none };

    // One verdict for each file, in order; none when the judge gave none.
    std::vector<verdict> judge(const std::vector<std::filesystem::path>& files) const;

private:
    std::filesystem::path schema_;
};

} // namespace schakel::differential
