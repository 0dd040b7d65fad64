// NL-LOM records as they are written, in either binding: what of them concerns goals, and what names the material.
#pragma once

#include "adapters/common/goals/notes.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::nl_lom {

inline constexpr std::string_view ims = "http://www.imsglobal.org/xsd/imsmd_v1p2";
inline constexpr std::string_view ieee = "http://ltsc.ieee.org/xsd/LOM";
inline constexpr std::string_view oai = "http://www.openarchives.org/OAI/2.0/";

struct coded {
    std::string source, value; // trimmed, percent codes resolved
};

struct taxon {
    std::string id, entry;
};

struct taxon_path {
    std::string source;
    std::vector<taxon> taxa; // general to specific
};

struct classification {
    coded purpose;
    std::vector<taxon_path> paths;
    location where;
};

struct lom {
    std::string record; // OAI identifier or SRU recordIdentifier
    bool deleted = false;
    std::string datestamp;
    std::vector<std::string> identifiers, languages, locations, schemes;
    std::string title, title_language, description;
    std::string aggregation;
    std::vector<coded> resource_types, contexts;
    std::vector<classification> classifications;
    std::size_t contributions = 0; // vCards: people, not kept
    std::size_t others = 0;        // elements that concern no goal
    location where;
};

struct document {
    std::string envelope; // "lom", "OAI-PMH", "SRU"
    std::vector<lom> records;
    std::string fault;       // code of an OAI error or SRU diagnostic
    std::size_t derived = 0; // blocks that the national index adds
    location where;
};

} // namespace schakel::nl_lom
