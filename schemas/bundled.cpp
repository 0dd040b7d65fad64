#include "schemas/bundled.hpp"

#include "schemas/embedded_files.hpp" // written at build time by embed.cmake

#include <algorithm>
#include <filesystem>

namespace schakel::schemas {

std::optional<std::string> bundled(std::string_view path) {
    const std::string plain = std::filesystem::path(path).lexically_normal().generic_string();
    const auto found = std::ranges::lower_bound(embedded_files, std::string_view(plain), {}, &embedded_file::path);
    if (found == std::end(embedded_files) || found->path != plain) return std::nullopt;
    return std::string(found->bytes);
}

std::vector<std::string_view> bundled_paths() {
    std::vector<std::string_view> paths;
    for (const embedded_file& file : embedded_files) paths.push_back(file.path);
    return paths;
}

} // namespace schakel::schemas
