#include "adapters/common/case/relations.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel::cf {

using model::goals::relation;

relation relation_of(std::string_view association_type) {
    constexpr std::array<std::pair<std::string_view, relation>, 10> meanings{
        {{"isChildOf", relation::child_of},
         {"isPartOf", relation::narrower},
         {"isPeerOf", relation::related},
         {"exactMatchOf", relation::exact},
         {"isRelatedTo", relation::related},
         {"precedes", relation::precedes},
         {"replacedBy", relation::replaced_by},
         {"exemplar", relation::other},
         {"hasSkillLevel", relation::other},
         {"isTranslationOf", relation::exact}}};
    const auto found = std::ranges::find(meanings, association_type, &std::pair<std::string_view, relation>::first);
    return found == meanings.end() ? relation::related : found->second;
}

nearest_type type_of(relation which) {
    switch (which) {
    case relation::exact: return {"exactMatchOf"};
    case relation::narrower: return {"isPartOf"};
    case relation::broader: return {"isPartOf", true, true};
    case relation::precedes: return {"precedes"};
    case relation::child_of: return {"isChildOf"};
    case relation::replaced_by: return {"replacedBy"};
    case relation::related: return {"isRelatedTo"};
    case relation::overlap:
    case relation::none:
    case relation::at_level:
    case relation::in_subject:
    case relation::inherits:
    case relation::other: break;
    }
    return {"isRelatedTo", false, false};
}

} // namespace schakel::cf
