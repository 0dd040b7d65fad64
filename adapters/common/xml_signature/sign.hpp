// Puts our signature into a message of our own making.
#pragma once

#include "adapters/common/xml_signature/algorithms.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace schakel::xml_signature {

// Signs the root element, which carries an `ID`. The signature is put at byte `at` of the document, which must be where
// the message's schema has room for it. `certificate` (DER, may be empty) tells receivers which key it was. Throws
// std::logic_error for what only a programming fault brings: a document that does not parse, a public key.
std::string
sign_root(std::string_view document, std::size_t at, const crypto::key& own, std::string_view certificate = {});

} // namespace schakel::xml_signature
