// Identifiers and addresses of CASE, and the keys of the canonical model.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/model/term.hpp"

#include <string>
#include <string_view>

namespace schakel::cf {

// The key of what an identifier and an address name: of a UUID its own, else the address, else the identifier.
std::string key_of(std::string_view identifier, std::string_view uri);

// The UUID of a key that has one, else the key itself.
std::string identifier_of(std::string_view key);
// The same in a form that the version takes: of other keys a name-based UUID, everywhere and always the same.
std::string identifier_for(version which, std::string_view key);

// An absolute URI: the text itself, with what a URI cannot hold encoded; of a text without a scheme a urn.
std::string uri_for(std::string_view text, std::string_view identifier);

// The link of a CFItemType that follows from a kind: its vocabulary is the address, which ends in the identifier.
// Empty when it does not end so.
link item_type_link(const model::term& kind);

} // namespace schakel::cf
