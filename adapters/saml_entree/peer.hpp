// The identity provider of a party, as its metadata describe it now, and what we allow it.
#pragma once

#include "adapters/saml_entree/metadata.hpp"
#include "gateway/adapter/launch.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>

namespace schakel::saml_entree {

struct peer {
    std::shared_ptr<const identity_provider> provider;
    xml_signature::allowed_algorithms allowed;

    xml_signature::signer_trust trust() const { return {provider->keys, &allowed}; }
};

// Algorithms by their names in the settings; rsa-sha1 counts only until the day in parameter "sha1_until", which is
// the last of the agreement.
xml_signature::allowed_algorithms allowed_for(const launch_party& party, instant now);

// Remembers the reading of metadata, which takes longer than a login, as long as their bytes stay the same. Nothing
// else depends on it. Any number of threads may ask.
class peer_memory {
public:
    // The peer, the question that has to be asked first, or why there is none.
    std::variant<peer, ask_first, finding> find(const launch_party& party, const launching& with) const;

private:
    struct reading_of {
        std::string bytes, issuer, pinned;
        std::size_t methods = 0;
        std::shared_ptr<const identity_provider> provider;
    };
    result<std::shared_ptr<const identity_provider>, finding> read(
        const launch_party& party, std::string_view bytes, bool fetched,
        const xml_signature::allowed_algorithms& allowed
    ) const;

    mutable std::mutex mutex_;
    mutable std::map<std::string, reading_of, std::less<>> known_; // by system
};

} // namespace schakel::saml_entree
