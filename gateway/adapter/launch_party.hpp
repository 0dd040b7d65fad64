// The other side of a launch, as settings and registrations describe it: a system that pupils come from (an LMS, an
// identity provider) or one that they go to (a publisher).
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/crypto/key.hpp"
#include "gateway/crypto/key_set.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

enum class launch_side {
    source, // people come from it: we are its tool or service provider
    target  // people go to it: we are its platform, or its consumer
};
std::string_view to_string(launch_side which); // "source", "target"

struct shared_key {
    std::string key, secret; // LTI 1.1 consumer key and its secret
};

// Which of these a standard needs stands in its adapter's README; `schakel check` demands them.
struct launch_party {
    launch_side side = launch_side::source;
    std::string system;   // id in the settings
    std::string standard; // of the adapter
    // Introduces itself by registration, and has not done so, or nobody has let it in yet: no launch, no token.
    bool unregistered = false;

    // How both sides are called. LTI 1.3, source: issuer is the platform's, client_id ours there. LTI 1.3, target:
    // issuer is ours towards it, client_id what we gave it. SAML: issuer is the other side's entityID, client_id our
    // own. LTI 1.1: keys.
    std::string issuer, client_id;
    std::vector<std::string> deployments; // source: bound ones. Target: the one that we gave it
    std::vector<shared_key> keys;

    // Addresses of the other side, "" where it has none or none is needed.
    std::string login_url;         // target LTI 1.3: initiates login. SAML: single sign-on
    std::string authorization_url; // source LTI 1.3
    std::string token_url, token_audience;
    std::string launch_url;                   // target: where a launch goes that names no address of its own
    std::string deep_linking_url;             // target: where choosing begins; empty: launch_url
    std::vector<std::string> redirect_urls;   // target LTI 1.3: exact
    std::string keys_url;                     // JWKS
    std::string metadata_url;                 // SAML
    std::string logout_url;                   // SAML
    std::string public_keys;                  // JWKS or PEM, instead of keys_url
    std::string metadata;                     // SAML: the document, instead of metadata_url
    std::vector<std::string> launch_prefixes; // target: addresses that a launch may name begin with one of these

    std::set<std::string, std::less<>> algorithms; // allowed; empty: the standard's safe ones
    std::set<std::string, std::less<>> scopes;     // services: what we ask of a source, what we grant a target
    std::set<std::string, std::less<>> quirks;
    std::string profile;
    std::map<std::string, std::string, std::less<>> parameters; // the adapter's README lists them
    std::chrono::seconds leeway{120};                           // what clocks may differ
    std::chrono::seconds longest{300};                          // age of a message, besides the leeway
};

// Who is known to the gateway now: of the settings and of registrations that an administrator let in. Only parties of
// the asking adapter's standard. References hold as long as the request that is being answered. Who is unregistered is
// found by its system only.
class launch_parties {
public:
    virtual ~launch_parties() = default;
    virtual const launch_party* find(launch_side side, std::string_view system) const = 0;
    // By issuer, and by client_id where it is not empty; several when an issuer alone fits more.
    virtual std::vector<const launch_party*>
    find_by_name(launch_side side, std::string_view issuer, std::string_view client_id) const = 0;
    virtual const launch_party* find_by_key(launch_side side, std::string_view consumer_key) const = 0;
};

// What a new party told of itself in a dynamic registration. It counts when an administrator has let it in.
struct registration {
    launch_party party;
    std::string title;      // as it calls itself
    std::string token_used; // the registration token that it showed: of our making, single use
};

// Our own keys, which rotate. Signatures are made with the current one; the older ones stay published.
class launch_keys {
public:
    virtual ~launch_keys() = default;
    virtual crypto::key current(crypto::algorithm how = crypto::algorithm::rs256) const = 0;
    virtual crypto::key_set published() const = 0; // for judging what we signed ourselves
    virtual std::string jwks() const = 0;          // public parts, as JSON
    // Not rotated with the others because metadata is exchanged by hand; with its certificate in PEM. None without one.
    struct certified {
        crypto::key key;
        std::string certificate;
    };
    virtual std::optional<certified> saml() const = 0;
    virtual std::vector<certified> saml_decryption() const { return {}; } // newest first; none: nothing is encrypted
};

} // namespace schakel
