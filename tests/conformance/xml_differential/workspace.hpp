// A directory for the files that another program reads.
#pragma once

#include <filesystem>
#include <string_view>

namespace schakel::differential {

// It stays behind when something was kept in it.
class workspace {
public:
    explicit workspace(std::string_view name);
    ~workspace();
    workspace(const workspace&) = delete;
    workspace& operator=(const workspace&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path kept() const { return path_ / "kept"; }

private:
    std::filesystem::path path_;
};

} // namespace schakel::differential
