// What a backup says of itself: manifest.json, written last, so a folder without one is no backup.
#pragma once

#include "gateway/backup/place.hpp"
#include "gateway/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::backup {

inline constexpr std::string_view manifest_name = "manifest.json";
inline constexpr std::int64_t manifest_format = 1;

struct manifest_file {
    std::string name; // relative, with '/' between folders
    std::uint64_t bytes = 0;
    std::string sha256; // hex
};

struct manifest {
    std::string began_at;                          // RFC 3339; everything that was accepted before is in it
    std::string program;                           // and its version
    std::int64_t schema = 0;                       // of the tables
    std::uint64_t first_group = 0, last_group = 0; // of the journal
    std::uint64_t messages = 0, deliveries = 0, audit_entries = 0;
    std::vector<manifest_file> files;
    std::vector<std::string> faults; // that were found in what was copied
};

std::string to_json(const manifest& what);

// Failure: there is none, or it is not one of ours, of a newer format, or names a file outside its folder.
result<manifest> read_manifest(const std::filesystem::path& folder);

// Files that are missing, have another size or other content; each in words.
std::vector<std::string>
files_that_differ(const std::filesystem::path& folder, const manifest& by, const listener& told);

} // namespace schakel::backup
