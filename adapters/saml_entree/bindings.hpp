// How messages travel through a browser: HTTP-POST and HTTP-Redirect (SAML 2.0 Bindings 3.4 and 3.5).
#pragma once

#include "adapters/common/xml_signature/algorithms.hpp"
#include "adapters/common/xml_signature/trusted_key.hpp"
#include "gateway/adapter/launch.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::saml_entree {

enum class travelled { by_post, by_redirect };

struct received_message {
    std::string xml;
    bool is_request = false; // SAMLRequest, else SAMLResponse
    travelled how = travelled::by_post;
};

// None when the request carries no message, or both a request and a response.
bool carries_message(const browser_request& request);
result<received_message, finding> unpack(const browser_request& request);

// Whether the query, to the letter as the sender wrote it, was signed with one of the keys. Refused as well: a
// parameter that stands there twice.
std::optional<finding> judge_query(
    const browser_request& request, std::span<const xml_signature::trusted_key> keys,
    const xml_signature::allowed_algorithms& allowed
);

// The address that carries the message, signed with our key.
std::string redirect_address(
    std::string_view location, std::string_view xml, bool is_request, std::string_view relay_state,
    const crypto::key& own
);
page_form post_form(std::string_view location, std::string_view xml, bool is_request, std::string_view relay_state);

} // namespace schakel::saml_entree
