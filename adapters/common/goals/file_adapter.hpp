// What adapters of files of learning goals have in common: they read and write documents, and answer nobody.
#pragma once

#include "gateway/adapter/goals.hpp"

namespace schakel::goal_files {

// Filled in for a standard of that name: alpha, goals only. The caller adds the rest.
adapter_info described(std::string_view standard, std::string_view title, std::string_view specification);

class file_adapter : public goals_only_adapter {
public:
    // Files have this extension, and are written as the first media type.
    file_adapter(adapter_info info, std::string_view extension);

    const adapter_info& info() const final { return info_; }
    const goal_abilities& abilities() const final { return abilities_; }

private:
    adapter_info info_;
    goal_abilities abilities_;
};

} // namespace schakel::goal_files
