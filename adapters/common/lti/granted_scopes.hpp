// Scopes of services as they are granted.
#pragma once

#include "adapters/common/lti/claim_names.hpp"

#include <set>
#include <string>
#include <string_view>

namespace schakel::lti {

// Who may change line items may read them (AGS 2.0, 3.1): some tools ask for no more than that, and some platforms
// name only the larger scope.
inline bool grants(const std::set<std::string, std::less<>>& granted, std::string_view scope) {
    return granted.contains(scope) || (scope == scope::line_item_readonly && granted.contains(scope::line_item));
}

} // namespace schakel::lti
