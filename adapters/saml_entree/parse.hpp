// XML of SAML messages to wire structs. Whatever is not where the standard puts it makes the message unreadable: a
// security message is not guessed at.
#pragma once

#include "adapters/saml_entree/wire.hpp"
#include "gateway/codec/xml_document.hpp"
#include "gateway/core/result.hpp"

namespace schakel::saml_entree {

// Of messages from strangers: a login answer has some ten kilobytes.
document_limits message_limits();
document_limits metadata_limits(); // federations put all their members into one document

result<wire::response, finding> parse_response(xml::node root);
result<wire::assertion, finding> parse_assertion(xml::node element);
result<wire::logout_request, finding> parse_logout_request(xml::node root);
result<wire::response, finding> parse_logout_response(xml::node root);

} // namespace schakel::saml_entree
