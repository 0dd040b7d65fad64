// What we ask of an identity provider: a login for somebody who follows a link, the end of a session.
#pragma once

#include "adapters/saml_entree/wire.hpp"
#include "gateway/adapter/launch.hpp"

#include <string>

namespace schakel::saml_entree {

wire::authn_request login_request(
    const std::string& own_entity, const std::string& consumer, const launch_party& from, const launching& with
);

wire::logout_request
logout_request(const model::launch_session& session, const std::string& own_entity, const launching& with);

wire::response logout_answer(const wire::message& asked, const std::string& own_entity, const launching& with);

} // namespace schakel::saml_entree
