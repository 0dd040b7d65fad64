#include "adapters/common/goals/edge_id.hpp"

#include "gateway/crypto/name_uuid.hpp"

namespace schakel::goal_files {

std::string edge_id(std::string_view owner, const model::goals::association& edge) {
    constexpr char between = '\n'; // in no key
    std::string name(owner);
    for (const std::string_view part :
         {std::string_view(edge.subject), model::goals::to_string(edge.what), std::string_view(edge.object),
          std::string_view(edge.group), std::string_view(edge.predicate.value)})
        name.append(1, between).append(part);
    return "urn:uuid:" + *crypto::name_uuid(crypto::url_namespace, name);
}

} // namespace schakel::goal_files
