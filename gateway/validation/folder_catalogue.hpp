// A catalogue of the schema files below some folders: a closed set, whatever a schema asks for.
//
// A document is found, in this order, by its path (relative to the document that names it, or to one of the folders),
// by its $id, by the namespace of an import, and by its file name; by the last two only where one file has it. A path
// that leads out of the folders, also through a symbolic link, finds nothing. Only files of at most 16 MiB are read.
// The name of a document is its path as the folders were given.
#pragma once

#include "gateway/validation/schema_catalogue.hpp"

#include <filesystem>
#include <vector>

namespace schakel::validation {

// For one thread at a time: what $id, namespace and file name lead to is looked up at the first question for it.
schema_catalogue folder_catalogue(std::vector<std::filesystem::path> folders);

// The name under which a folder_catalogue that holds the file knows it.
std::string name_in_catalogue(const std::filesystem::path& file);

} // namespace schakel::validation
