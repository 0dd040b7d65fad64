// What tells one version of UWLR from another. Every member comes from the same-named file in the version's folder.
#pragma once

#include "adapters/common/uwlr/from_model.hpp"
#include "adapters/common/uwlr/pupil_data/roster_part.hpp"
#include "adapters/common/uwlr/rules.hpp"
#include "adapters/common/uwlr/to_model.hpp"
#include "gateway/adapter/adapter.hpp"

#include <span>
#include <string>
#include <vector>

namespace schakel::uwlr {

struct edition {
    const adapter_info* info = nullptr; // adapter.cpp
    std::vector<std::string> schemas;   // parse.cpp: compiled as one set; the first is that of the results
    std::string (*write)(const wire::message&) = nullptr;     // write.cpp
    pupil_reader pupil_ids = nullptr;                         // to_model.cpp
    target_version target;                                    // from_model.cpp
    spoken_versions spoken;                                   // rules.cpp
    std::span<const rule> rules;                              // rules.cpp
    void (*check)(const wire::message&, findings&) = nullptr; // rules.cpp: what only this version asks
    reply (*acknowledge)(const disposition&) = nullptr;       // reply.cpp
    pupil_data::roster_edition pupils;                        // rules.cpp: what differs in pupil data
};

} // namespace schakel::uwlr
