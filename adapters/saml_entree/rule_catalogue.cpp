#include "adapters/saml_entree/rule_catalogue.hpp"

#include <array>

namespace schakel::saml_entree::fault {

namespace {

constexpr std::array catalogue{
    encoding,
    form,
    version,
    destination,
    unsolicited,
    in_response_to,
    other_browser,
    cookies,
    issuer,
    status,
    issued,
    assertion_count,
    not_encrypted_for_us,
    confirmation,
    conditions,
    unknown_condition,
    not_yet,
    expired,
    audience,
    authentication,
    replayed,
    name_id,
    uid_differs,
    several_values,
    eckid_form,
    stampseudonym,
    metadata_form,
    metadata_entity,
    metadata_expired,
    metadata_unpinned,
    metadata_unreachable,
    no_own_key,
    query_signature,
    response_by_redirect,
    logout};

} // namespace

std::span<const rule> all() {
    return catalogue;
}

} // namespace schakel::saml_entree::fault
