// What the versions of UWLR say about themselves; only the names differ.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <string_view>
#include <vector>

namespace schakel::uwlr {

struct own_words {
    std::string_view standard, title, specification, base_path;
    std::vector<std::string_view> schemas;
    std::vector<std::string_view> person_schemes; // the preferred one first
};

adapter_info describe(own_words words);

} // namespace schakel::uwlr
