// A folder of CSV files, taken as the archive that would hold them: whoever reads an archive reads the folder.
//
// The archive is a temporary file without a name. It holds the files of the folder itself whose names end in .csv, the
// manifest first; other files, hidden ones, links and folders below are passed over.
#pragma once

#include "gateway/codec/mapped_file.hpp"
#include "gateway/core/result.hpp"

#include <filesystem>

namespace schakel {

// Whether it is a folder that holds a file manifest.csv.
bool has_manifest(const std::filesystem::path& folder);

// Failure: it holds no CSV files or more than an archive can, one of them cannot be read or changed meanwhile.
result<mapped_file> pack_folder(const std::filesystem::path& folder);

// A file as it is, a folder packed.
result<mapped_file> open_packed(const std::filesystem::path& file_or_folder);

} // namespace schakel
