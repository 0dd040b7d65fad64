// What the steps of one party's logins and logouts have in common.
#pragma once

#include "adapters/saml_entree/bindings.hpp"
#include "adapters/saml_entree/peer.hpp"
#include "adapters/saml_entree/rules.hpp"
#include "adapters/saml_entree/write.hpp"
#include "gateway/adapter/launch.hpp"

#include <optional>
#include <string>

namespace schakel::saml_entree {

inline constexpr std::string_view consumer_path = "/acs", logout_path = "/logout", metadata_path = "/metadata";

// How we are called, and where we are reached.
std::string own_entity(const launch_party& party, const launching& with);
std::string own_address(std::string_view path, const launching& with);

// What a message from the party must agree with, when it arrives at `address`.
expectation expected_of(const launch_party& party, const std::string& address, const launching& with);

// The code is the rule's id; the advice follows from it.
refused refuse(const finding& why, const launch_party* party);

// The party for which something was remembered, or else the one that calls itself so.
const launch_party* remembered_party(const launching& with);
const launch_party* party_called(std::string_view issuer, const launching& with);

// Sends a message of ours through the browser, by the binding that the other side has.
std::variant<reply, page> send_on(
    const service_addresses& to, const std::string& location, const written& what, bool is_request,
    std::string_view relay_state, const launch_keys::certified& own, bool prefer_post
);

// What a login or a logout under way is remembered as.
struct under_way {
    std::string request; // ID of our message
    std::string target, product;
};
std::string to_bytes(const under_way& what);
under_way from_bytes(std::string_view bytes);

} // namespace schakel::saml_entree
