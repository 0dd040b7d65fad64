// The feature list as text: schemas with documents, without verdicts. README.md here tells the form of a file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace schakel::conformance {

struct feature_document {
    std::string written; // the line in the file
    std::string text;    // the whole document
};

// One schema and the documents to judge by it.
struct feature {
    std::string file; // "facets.txt"
    std::string title;
    std::map<std::string, std::string> schema_files; // "main.xsd" is the schema, the others are named by it
    std::vector<feature_document> documents;
};

// Throws std::runtime_error with file and line when the text has not the form.
std::vector<feature> read_features(const std::filesystem::path& file);

// Those of all files of the folder, by file name.
std::vector<feature> all_features();

} // namespace schakel::conformance
