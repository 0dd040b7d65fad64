#include "gateway/access/token_issuer.hpp"

#include "gateway/access/oauth1.hpp"
#include "gateway/adapter/token_answers.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/client_assertion.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/crypto/secret_file.hpp"

#include <algorithm>

namespace schakel::access {

namespace {

constexpr std::size_t remembered_assertions = 100'000;
constexpr std::size_t remembered_tokens = 10'000;

// RFC 6749 5.2: who tried HTTP authentication is told so.
reply unknown_client(std::string_view description, bool by_secret) {
    reply out = token_refusal(401, "invalid_client", description);
    if (by_secret) out.headers.set("WWW-Authenticate", "Basic realm=\"schakel\"");
    return out;
}

// RFC 6749 2.3.1: both parts of the login are form-encoded before they are joined. Clients that do not encode are
// understood as well, as long as their secret has no "%" or "+".
std::optional<std::pair<std::string, std::string>> login_of(std::string_view authorization) {
    constexpr std::string_view scheme = "basic ";
    const bool basic = authorization.size() > scheme.size() &&
                       std::ranges::equal(authorization.substr(0, scheme.size()), scheme, [](char a, char b) {
                           return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
                       });
    if (!basic) return std::nullopt;
    const auto text = crypto::from_base64(authorization.substr(scheme.size()));
    const std::size_t colon = text ? text->find(':') : std::string::npos;
    if (colon == std::string::npos) return std::nullopt;
    auto user = oauth1::percent_decode(text->substr(0, colon), true);
    auto password = oauth1::percent_decode(text->substr(colon + 1), true);
    if (!user || !password) return std::nullopt;
    return std::pair{std::move(*user), std::move(*password)};
}

std::int64_t seconds(instant when) {
    return std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count();
}

} // namespace

token_issuer::token_issuer(
    const settings::token_endpoint& how, crypto::key key, const clock& time, std::shared_ptr<crypto::replay_guard> used
)
    : how_(how), key_(std::move(key)), time_(time), used_(std::move(used)) {
    own_keys_.add(key_, crypto::algorithm::es256);
}

result<std::unique_ptr<token_issuer>>
token_issuer::create(const settings::settings& all, const clock& time, const token_issuer* former) {
    const std::string file =
        all.tokens.key_file.empty() ? all.gateway.data_directory + "/token-key.pem" : all.tokens.key_file;
    auto pem = crypto::read_or_create_secret(file, [] {
        return crypto::key::generate(crypto::key_kind::ec_p256).private_pem();
    });
    if (!pem) return pem.error();
    auto key = crypto::key::from_pem(*pem);
    if (!key) return key.error();
    auto used = former ? former->used_ : std::make_shared<crypto::replay_guard>(time, remembered_assertions);
    std::unique_ptr<token_issuer> made(new token_issuer(all.tokens, *key, time, std::move(used)));
    for (const settings::system& system : all.systems) {
        for (const settings::caller_credentials* one :
             {system.receive ? static_cast<const settings::caller_credentials*>(&*system.receive) : nullptr,
              system.query ? static_cast<const settings::caller_credentials*>(&*system.query) : nullptr}) {
            if (!one || !one->token) continue;
            if (auto added = add_client(*made, *one->token, system.id); !added) return added.error();
        }
    }
    return made;
}

result<done> token_issuer::add_client(token_issuer& to, const settings::token_client& of, const std::string& system) {
    client known{std::nullopt, of.secret, of.scopes, of.scope_prefix};
    if (!of.public_keys.empty()) {
        auto keys = crypto::key_set::from_jwks_or_pem(of.public_keys);
        if (!keys) return failure{"public keys of system \"" + system + "\": " + keys.error().message};
        known.keys = std::move(*keys);
    }
    to.clients_.emplace(of.client_id, std::move(known));
    return done{};
}

reply token_issuer::unreadable() {
    return token_refusal(400, "invalid_request", "expected a form: application/x-www-form-urlencoded");
}

reply token_issuer::issue(const form_fields& form, std::string_view authorization) {
    std::map<std::string, std::string, std::less<>> fields;
    for (const auto& [name, value] : form) {
        if (!fields.emplace(name, value).second) return token_refusal(400, "invalid_request", "a field is given twice");
    }
    const auto field = [&](std::string_view name) {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string_view{} : std::string_view(found->second);
    };
    if (field("grant_type") != "client_credentials") {
        return token_refusal(400, "unsupported_grant_type", "expected grant_type=client_credentials");
    }
    const auto login = login_of(authorization);
    const bool by_secret = login || fields.contains("client_secret");
    if (login && fields.contains("client_secret"))
        return token_refusal(400, "invalid_request", "the client authenticates in two ways");
    if (!by_secret && field("client_assertion_type") != crypto::assertion_type) {
        return token_refusal(
            400, "invalid_request",
            "expected HTTP Basic, client_secret, or client_assertion_type=" + std::string(crypto::assertion_type)
        );
    }
    const auto known = clients_.find(login ? std::string_view(login->first) : field("client_id"));
    if (known == clients_.end()) return unknown_client("unknown client_id", by_secret);
    if (by_secret) {
        const std::string_view shown = login ? std::string_view(login->second) : field("client_secret");
        const bool right = !known->second.secret.empty() && crypto::constant_time_equal(known->second.secret, shown);
        if (!right) return unknown_client("wrong client secret", true);
    } else if (auto refused = refuse_assertion(known->first, known->second, field("client_assertion"))) {
        return *refused;
    }
    return grant(known->first, known->second, field("scope"));
}

std::optional<reply>
token_issuer::refuse_assertion(const std::string& client_id, const client& known, std::string_view proof) {
    if (!known.keys) return token_refusal(401, "invalid_client", "this client has no public keys");
    const crypto::assertion_expectations expected{client_id, {how_.issuer, how_.issuer + std::string(path)}};
    const auto assertion = crypto::judge_assertion(proof, *known.keys, expected, time_);
    if (!assertion) return token_refusal(401, "invalid_client", assertion.error().message);
    switch (used_->use(client_id, assertion->jti, assertion->until)) {
    case crypto::first_use::yes: return std::nullopt;
    case crypto::first_use::no: return token_refusal(401, "invalid_client", "client_assertion: jti was used before");
    case crypto::first_use::full: break;
    }
    return token_refusal(503, "temporarily_unavailable", "too many assertions; try again later");
}

reply token_issuer::grant(const std::string& client_id, const client& known, std::string_view asked_scopes) const {
    std::string granted, told; // as we name the scopes, and as the client did
    const scope_set asked = read_scopes(asked_scopes);
    for (const std::string& scope : known.scopes) {
        const bool plain = asked.empty() || asked.contains(scope);
        if (!plain && !asked.contains(known.scope_prefix + scope)) continue;
        granted += (granted.empty() ? "" : " ") + scope;
        told += (told.empty() ? "" : " ") + (plain ? scope : known.scope_prefix + scope);
    }
    if (granted.empty() && !asked_scopes.empty())
        return token_refusal(400, "invalid_scope", "none of the scopes asked for is granted to this client");

    const std::int64_t now = seconds(time_.now());
    json::writer claims;
    claims.begin_object().member("iss", how_.issuer).member("aud", how_.issuer).member("azp", client_id);
    claims.member_if_present("scope", granted);
    claims.member("iat", now)
        .member("exp", now + how_.lifetime.count())
        .member("jti", crypto::random_token(16))
        .end_object();
    auto token = crypto::sign_token(key_, crypto::algorithm::es256, claims.finish(), "at+jwt");
    if (!token) return token_refusal(500, "server_error", "the token could not be signed");

    return token_granted(*token, how_.lifetime, told);
}

std::optional<token_issuer::holder> token_issuer::holder_of(std::string_view token) const {
    const std::string digest = crypto::sha256_hex(token);
    const instant now = time_.now();
    {
        const std::lock_guard lock(mutex_);
        const auto known = verified_.find(digest);
        if (known != verified_.end()) {
            if (now < known->second.expires) return known->second.of;
            verified_.erase(known);
        }
    }
    crypto::token_expectations expected;
    expected.issuer = how_.issuer;
    expected.audiences = {how_.issuer};
    expected.required = {"exp", "azp"};
    auto verified = crypto::verify_token(token, own_keys_, expected, time_);
    if (!verified) return std::nullopt;
    known_token found;
    found.of.client_id = verified->claim("azp").text();
    const auto known = clients_.find(found.of.client_id);
    for (const std::string& scope : read_scopes(verified->claim("scope").text())) {
        if (known != clients_.end() && known->second.scopes.contains(scope)) found.of.scopes.insert(scope);
    }
    found.expires = instant(std::chrono::seconds(static_cast<std::int64_t>(verified->claim("exp").approximate())));
    const std::lock_guard lock(mutex_);
    if (verified_.size() >= remembered_tokens) verified_.clear();
    return verified_.insert_or_assign(digest, std::move(found)).first->second.of;
}

std::string token_issuer::jwks() const {
    return crypto::to_jwks(std::span(&key_, 1));
}

} // namespace schakel::access
