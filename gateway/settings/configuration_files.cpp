#include "gateway/settings/configuration_files.hpp"

#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace schakel::settings {

configuration_files::configuration_files(const std::string& main_file) : names_{main_file} {
    const auto folder = std::filesystem::path(main_file).parent_path() / "conf.d";
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() == ".toml") names_.push_back(entry.path().string());
    }
    std::sort(names_.begin() + 1, names_.end());
}

std::optional<std::string> configuration_files::read(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    if (!in) return std::nullopt;
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    all_bytes_ += bytes;
    return bytes;
}

std::string configuration_files::hash() const {
    return crypto::sha256_hex(all_bytes_);
}

std::string hash_of_files(const std::string& main_file) {
    configuration_files files(main_file);
    for (const std::string& name : files.names()) static_cast<void>(files.read(name));
    return files.hash();
}

} // namespace schakel::settings
