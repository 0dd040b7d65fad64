// Reads what a peer encrypted for us (XML Encryption 1.1): one element, with AES, by a key that is encrypted with
// RSA-OAEP. RSA 1.5 is refused, because its answers tell an attacker too much.
//
// This does not pass through xmlsec1, which would read the decrypted bytes before our own scanner does.
#pragma once

#include "gateway/codec/xml_document.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/key.hpp"

#include <span>
#include <string>

namespace schakel::xml_signature {

inline constexpr std::string_view encryption_namespace = "http://www.w3.org/2001/04/xmlenc#";

// `around` holds EncryptedData, with the EncryptedKey inside its KeyInfo or beside it. AES-CBC shows no tampering, so
// it is for what a verified signature covers (`cbc_allowed`). Every failure to decrypt is the same finding.
result<std::string, finding> decrypt(xml::node around, std::span<const crypto::key> own, bool cbc_allowed);

} // namespace schakel::xml_signature
