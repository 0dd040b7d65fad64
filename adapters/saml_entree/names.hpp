// Names that SAML 2.0 gives: namespaces, bindings, status codes.
#pragma once

#include <string_view>

namespace schakel::saml_entree::names {

inline constexpr std::string_view assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
inline constexpr std::string_view protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
inline constexpr std::string_view metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
inline constexpr std::string_view signature = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr std::string_view encryption = "http://www.w3.org/2001/04/xmlenc#";
inline constexpr std::string_view xml = "http://www.w3.org/XML/1998/namespace";

inline constexpr std::string_view redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
inline constexpr std::string_view post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

inline constexpr std::string_view bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
inline constexpr std::string_view entity_format = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
inline constexpr std::string_view unspecified_format = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
inline constexpr std::string_view transient_format = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

inline constexpr std::string_view success = "urn:oasis:names:tc:SAML:2.0:status:Success";
inline constexpr std::string_view partial_logout = "urn:oasis:names:tc:SAML:2.0:status:PartialLogout";
inline constexpr std::string_view responder = "urn:oasis:names:tc:SAML:2.0:status:Responder";

} // namespace schakel::saml_entree::names
