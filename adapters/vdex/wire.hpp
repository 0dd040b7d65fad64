// A VDEX vocabulary as it is written.
#pragma once

#include "adapters/common/goals/notes.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::vdex {

inline constexpr std::string_view name_space = "http://www.imsglobal.org/xsd/imsvdex_v1p0";
inline constexpr std::string_view iso_2788 = "http://www.imsglobal.org/vocabularies/iso2788_relations.xml";
inline constexpr std::string_view iso_5964 = "http://www.imsglobal.org/vocabularies/iso5964_equivalences.xml";

struct langstring {
    std::string text, language;
};

struct term {
    std::string identifier;
    std::vector<langstring> captions, descriptions;
    bool valid_index = true;
    std::vector<term> terms;
    location where;
};

struct relationship {
    std::string identifier;
    std::string source, source_vocabulary, target, target_vocabulary;
    std::string type, type_source;
    location where;
};

struct document {
    std::string profile, language, identifier;
    bool order_significant = false;
    std::vector<langstring> names;
    std::vector<term> terms;
    std::vector<relationship> relationships;
    std::size_t metadata = 0, media = 0; // elements that are left behind
};

} // namespace schakel::vdex
