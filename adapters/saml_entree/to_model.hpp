// What an accepted assertion says, in the canonical model.
#pragma once

#include "adapters/saml_entree/wire.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/result.hpp"
#include "gateway/model/launch.hpp"

#include <map>
#include <string>

namespace schakel::saml_entree {

using party_parameters = std::map<std::string, std::string, std::less<>>;

// Who it is, with which roles, at which school, and the session for a later logout. Which resource is opened, the
// caller knows.
result<model::launch, finding> to_model(const wire::assertion& accepted, const party_parameters& parameters);

} // namespace schakel::saml_entree
