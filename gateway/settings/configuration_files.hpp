// The files that one configuration is made of: the main file, and those of conf.d beside it in order of their names.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace schakel::settings {

class configuration_files {
public:
    explicit configuration_files(const std::string& main_file);

    const std::vector<std::string>& names() const { return names_; }
    std::optional<std::string> read(const std::string& name); // none: it cannot be read

    // SHA-256 over the bytes of those that were read, in hex.
    std::string hash() const;

private:
    std::vector<std::string> names_;
    std::string all_bytes_;
};

// settings::hash as it would be if these files were loaded now.
std::string hash_of_files(const std::string& main_file);

} // namespace schakel::settings
