// What differs between the versions of EDEXML: one file format, three generations.
#pragma once

#include "adapters/common/edex/from_model.hpp"
#include "gateway/adapter/adapter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::edexml {

struct edition {
    std::string_view standard;      // "edexml-2.1"
    std::string_view version;       // as xsdversie says it: "2.1"
    std::string_view others_like{}; // how else xsdversie begins for it: "1.0"
    std::string_view title;
    std::string_view specification;
    std::string_view schema; // the bundled file that includes the others
    bool writes = true;
    bool year_from_group = false; // 1.03: a pupil has a groep or a jaargroep, not both
    int unnamed = 60;             // how likely a file of another version, or of none, is one of this
    std::vector<std::string_view> person_schemes;
    edex::target into{}; // what it can say, when it writes
};

adapter_info describe(const edition& of);

} // namespace schakel::edexml
