// What the environment tells a suite: how much to do, and where its material is.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <filesystem>

namespace schakel::test {

inline std::size_t number_from(const char* variable, std::size_t otherwise) {
    const char* text = std::getenv(variable);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

// tests/run --nightly
inline bool nightly() {
    return std::getenv("SCHAKEL_NIGHTLY") != nullptr;
}

// Where the material is that is not part of the project.
inline std::filesystem::path shared_folder() {
    const char* set = std::getenv("SCHAKEL_SHARED");
    return set ? std::filesystem::path(set) : std::filesystem::path(SCHAKEL_SOURCE_DIR) / ".." / "shared";
}

} // namespace schakel::test
