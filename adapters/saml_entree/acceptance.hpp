// From the bytes of an answer to the assertion that may be used: everything that has to do with who made it.
#pragma once

#include "adapters/common/xml_signature/signed_document.hpp"
#include "adapters/saml_entree/rules.hpp"
#include "adapters/saml_entree/wire.hpp"
#include "gateway/core/result.hpp"

#include <span>
#include <string_view>

namespace schakel::saml_entree {

// The one assertion of a response, judged in full. Signed are the response, the assertion or both; every signature that
// is there must be good. What is returned was read from the canonical bytes that a signature is over.
result<wire::assertion, finding> accept_response(
    std::string_view xml, const xml_signature::signer_trust& trust, std::span<const crypto::key> decryption,
    const expectation& expected
);

// A logout message by POST: the root as it was signed.
result<xml::document, finding> accept_signed_root(std::string_view xml, const xml_signature::signer_trust& trust);

} // namespace schakel::saml_entree
