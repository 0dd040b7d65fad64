// Secrets live in files of their own, one secret per file, readable by their owner alone.
#pragma once

#include "gateway/core/result.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace schakel::crypto {

// The content, without one trailing line end. Refused: a file that group or others may read, write or run, what is not
// an ordinary file, an empty file, and one above 64 KiB. A symbolic link is followed; what it leads to is judged.
result<std::string> read_secret_file(const std::filesystem::path& path);

// Writes `secret` and a line end into a new file with mode 0600. The file appears complete and synced, or not at all;
// one that exists is left alone and makes this fail.
result<done> create_secret_file(const std::filesystem::path& path, std::string_view secret);

// Reads the file; creates it with what `make` returns when absent. Two processes that start together agree.
result<std::string> read_or_create_secret(const std::filesystem::path& path, const std::function<std::string()>& make);

} // namespace schakel::crypto
