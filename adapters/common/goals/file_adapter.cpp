#include "adapters/common/goals/file_adapter.hpp"

#include <utility>

namespace schakel::goal_files {

adapter_info described(std::string_view standard, std::string_view title, std::string_view specification) {
    adapter_info info;
    info.standard = standard;
    info.family_name = standard;
    info.title = title;
    info.specification = specification;
    info.maturity = maturity::alpha;
    info.families = {family::goals};
    info.hardened_against = {"any file from an authenticated sender"};
    return info;
}

file_adapter::file_adapter(adapter_info info, std::string_view extension) : info_(std::move(info)) {
    abilities_.reads = abilities_.writes = true;
    abilities_.media_type = info_.media_types.front();
    abilities_.file_extension = extension;
}

} // namespace schakel::goal_files
