#include "gateway/mapping/goals/set_relation.hpp"

namespace schakel::mapping::goals {

namespace {

using enum set_relation;

constexpr std::array<set_relation, set_relation_count> inverses{exact,   broader,  narrower, overlap, related,
                                                                follows, precedes, none,     unknown};

constexpr std::array<std::string_view, set_relation_count> codes{"EQ",  "SUB", "SUP", "OVL", "REL",
                                                                 "PRE", "FOL", "NON", "?"};

} // namespace

std::string_view code(set_relation which) {
    return codes[static_cast<std::size_t>(which)];
}

set_relation inverse(set_relation of) {
    return inverses[static_cast<std::size_t>(of)];
}

set_relation read(model::goals::relation stated, bool same_framework) {
    using model::goals::relation;
    switch (stated) {
    case relation::exact: return exact;
    case relation::narrower: return narrower;
    case relation::broader: return broader;
    case relation::overlap: return overlap;
    case relation::related: return related;
    case relation::precedes: return precedes;
    case relation::none: return none;
    case relation::child_of: return same_framework ? unknown : narrower;
    case relation::at_level:
    case relation::in_subject:
    case relation::replaced_by:
    case relation::inherits:
    case relation::other: break;
    }
    return unknown;
}

} // namespace schakel::mapping::goals
