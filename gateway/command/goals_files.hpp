// The files that an import of learning goals reads.
#pragma once

#include "gateway/goals/goal_documents.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace schakel::command {

class goals_files {
public:
    // Folders are walked in order of name; in them only files count that can hold goals. Failure: a file that cannot
    // be read, or a folder without such files.
    static result<goals_files> open(const std::vector<std::string>& paths);

    std::vector<goals::goal_document>& documents() { return documents_; } // without readers
    const std::vector<goals::goal_document>& documents() const { return documents_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    std::vector<mapped_file> contents_;
    std::vector<goals::goal_document> documents_;
    std::uint64_t bytes_ = 0;
};

} // namespace schakel::command
