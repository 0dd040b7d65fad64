#include "workspace.hpp"

#include <string>
#include <unistd.h>

namespace schakel::differential {

namespace fs = std::filesystem;

workspace::workspace(std::string_view name)
    : path_(fs::temp_directory_path() / ("schakel-" + std::string(name) + "-" + std::to_string(getpid()))) {
    fs::create_directories(kept());
}

workspace::~workspace() {
    std::error_code ignored;
    if (fs::is_empty(kept(), ignored)) fs::remove_all(path_, ignored);
}

} // namespace schakel::differential
