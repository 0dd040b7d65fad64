// Files that are copied, however long, with a piece of them in memory; and synced.
#pragma once

#include "gateway/core/file_descriptor.hpp"
#include "gateway/core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace schakel::backup {

// A file held open: it can be copied although it was removed meanwhile.
struct held_file {
    std::string name;
    std::shared_ptr<file_descriptor> file;
};
result<held_file> hold(const std::filesystem::path& path);

// `to` is not there yet; readable by its owner alone. Durable when it returns, but for its folder.
result<done> copy_to(const held_file& from, const std::filesystem::path& to);
result<done> write_to(std::string_view bytes, const std::filesystem::path& to);
result<done> sync_file(const std::filesystem::path& path);   // one that somebody else wrote
result<done> sync_folder(const std::filesystem::path& path); // the names in it

struct file_digest {
    std::uint64_t bytes = 0;
    std::string sha256; // hex
};
result<file_digest> digest_of_file(const std::filesystem::path& path);

} // namespace schakel::backup
