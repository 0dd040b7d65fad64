// The gateway's own token end point: OAuth 2.0 client credentials with private_key_jwt, as the Edu-V agreements ask
// (RFC 6749 4.4, RFC 7523; NL GOV Assurance profile).
//
// A client proves itself with a signed assertion: iss = sub = client_id, aud = our issuer or token address, exp, jti
// used once. It gets a signed token: iss, azp (client_id), aud, scope, iat, exp, jti.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/jwt.hpp"
#include "gateway/crypto/replay_guard.hpp"
#include "gateway/settings/settings.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::access {

class token_issuer {
public:
    // Loads or creates the signing key. Failure: the key file is unreadable, or a client's public keys are no keys.
    // `former` is the issuer that this one replaces (reload): assertions used there stay used here.
    static result<std::unique_ptr<token_issuer>>
    create(const settings::settings& all, const clock& time, const token_issuer* former = nullptr);

    // The fields of the form posted to the token end point, decoded. Answers 200 with a token, or an error of RFC
    // 6749 5.2.
    reply issue(const std::vector<std::pair<std::string, std::string>>& form);
    static reply unreadable(); // the answer to a body that is no form

    // The client_id in a token of ours that is valid now, or none.
    std::optional<std::string> client_of(std::string_view token) const;

    std::string jwks() const; // our public key, for /oauth2/jwks

    // Where the end point is, below a listener.
    static constexpr std::string_view path = "/oauth2/token";
    static constexpr std::string_view jwks_path = "/oauth2/jwks";

private:
    struct client {
        crypto::key_set keys;
        std::set<std::string, std::less<>> scopes;
    };

    token_issuer(
        const settings::token_endpoint& how, crypto::key key, const clock& time,
        std::shared_ptr<crypto::replay_guard> used
    );
    reply grant(const std::string& client_id, const client& known, std::string_view asked_scopes) const;

    settings::token_endpoint how_;
    crypto::key key_;
    crypto::key_set own_keys_;
    std::map<std::string, client, std::less<>> clients_;
    const clock& time_;
    std::shared_ptr<crypto::replay_guard> used_;
};

} // namespace schakel::access
