// The gateway's own token end point: OAuth 2.0 client credentials (RFC 6749 4.4), with private_key_jwt as the Edu-V
// agreements ask (RFC 7523; NL GOV Assurance profile), or with a client secret in HTTP Basic or in the form as
// OneRoster 1.2 asks (RFC 6749 2.3.1).
//
// An assertion has iss = sub = client_id, aud = our issuer or token address, exp, and a jti that is used once. A client
// with a secret may use either. It gets a signed token: iss, azp (client_id), aud, scope, iat, exp, jti; the answer
// says which scopes were granted.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/adapter/token_answers.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/jwt.hpp"
#include "gateway/crypto/replay_guard.hpp"
#include "gateway/settings/settings.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::access {

class token_issuer {
public:
    // Loads or creates the signing key. Failure: the key file is unreadable, or a client's public keys are no keys.
    // `former` is the issuer that this one replaces (reload): assertions used there stay used here.
    static result<std::unique_ptr<token_issuer>>
    create(const settings::settings& all, const clock& time, const token_issuer* former = nullptr);

    using scope_set = scope_words;
    using form_fields = std::vector<std::pair<std::string, std::string>>;

    // The fields of the form posted to the token end point, decoded, and the Authorization header that came with it.
    // Answers 200 with a token, or an error of RFC 6749 5.2.
    reply issue(const form_fields& form, std::string_view authorization = {});
    static reply unreadable(); // the answer to a body that is no form

    // Who holds a token of ours that is valid now, and which of the client's present scopes it was granted; none for
    // any other token. A token that was seen before is not verified again.
    struct holder {
        std::string client_id;
        scope_set scopes;
    };
    std::optional<holder> holder_of(std::string_view token) const;

    std::string jwks() const; // our public key, for /oauth2/jwks

    // Where the end point is, below a listener.
    static constexpr std::string_view path = "/oauth2/token";
    static constexpr std::string_view jwks_path = "/oauth2/jwks";

private:
    struct client {
        std::optional<crypto::key_set> keys;
        std::string secret;
        scope_set scopes;
        std::string scope_prefix;
    };
    struct known_token {
        holder of;
        instant expires{};
    };

    token_issuer(
        const settings::token_endpoint& how, crypto::key key, const clock& time,
        std::shared_ptr<crypto::replay_guard> used
    );
    static result<done> add_client(token_issuer& to, const settings::token_client& of, const std::string& system);
    reply grant(const std::string& client_id, const client& known, std::string_view asked_scopes) const;
    std::optional<reply> refuse_assertion(const std::string& client_id, const client& known, std::string_view proof);

    settings::token_endpoint how_;
    crypto::key key_;
    crypto::key_set own_keys_;
    std::map<std::string, client, std::less<>> clients_;
    const clock& time_;
    std::shared_ptr<crypto::replay_guard> used_;

    mutable std::mutex mutex_;
    mutable std::map<std::string, known_token, std::less<>> verified_; // by digest of the token
};

} // namespace schakel::access
