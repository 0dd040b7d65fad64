// What a federation publishes of an identity provider (SAML 2.0 Metadata), read for our use.
#pragma once

#include "adapters/common/xml_signature/signed_document.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::saml_entree {

// Addresses are of the bindings that we speak; "" for none.
struct service_addresses {
    std::string by_redirect, by_post;
    std::string answers; // ResponseLocation of logout, "" for the same

    bool none() const { return by_redirect.empty() && by_post.empty(); }
};

struct identity_provider {
    std::string entity;
    std::vector<xml_signature::trusted_key> keys; // to sign with; more than one while it rolls over
    service_addresses sign_on, logout;
    bool wants_signed_requests = true;
    std::optional<instant> valid_until;
    bool was_signed = false;
};

// Of one EntityDescriptor, or of the one with this entityID among EntitiesDescriptor. With `pinned` keys the document
// must be signed as a whole with one of them, and only what was signed is read; without, it comes from a place that
// the administrator vouches for, and a signature is not judged.
result<identity_provider, finding> read_metadata(
    std::string_view bytes, std::string_view entity, std::span<const xml_signature::trusted_key> pinned,
    const xml_signature::allowed_algorithms& allowed
);

} // namespace schakel::saml_entree
