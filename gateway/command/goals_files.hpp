// The files that an import of learning goals reads, each with the adapter that reads it.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/codec/mapped_file.hpp"

#include <string>
#include <vector>

namespace schakel::command {

struct goals_file {
    std::string name;
    mapped_file content;
    const adapter* by = nullptr;
};

// Folders are walked in order of name; in them only files count that can hold goals. `standard`: null when each file is
// to be recognised; one that says nothing of itself is read as the others are, when those are of one standard. Failure:
// a file that cannot be read, or of which nobody can tell what it is.
result<std::vector<goals_file>>
goals_files(const std::vector<std::string>& paths, const adapter* standard, const adapter_registry& adapters);

} // namespace schakel::command
