// Wire structs to XML: requests, answers to logout, and our own metadata.
#pragma once

#include "adapters/saml_entree/wire.hpp"
#include "gateway/adapter/launch_party.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::saml_entree {

// A message and where a signature belongs in it.
struct written {
    std::string xml;
    std::size_t signature_at = 0;
};

written write_authn_request(const wire::authn_request& request);
written write_logout_request(const wire::logout_request& request);
written write_logout_response(const wire::response& answer);

// What an identity provider must know of us.
struct own_description {
    std::string entity, consumer, logout;
    std::string signing;                 // certificate, base64 of DER
    std::vector<std::string> decryption; // likewise; none: nothing can be encrypted for us
    std::string organisation, url, contact;
};
written write_metadata(const own_description& us);

// Base64 of DER from PEM; "" when it is none.
std::string certificate_body(std::string_view pem);

// With the signature in its place.
std::string signed_xml(const written& what, const launch_keys::certified& by);

} // namespace schakel::saml_entree
