#include "gateway/access/token_issuer.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/random.hpp"
#include "gateway/crypto/secret_file.hpp"

namespace schakel::access {

namespace {

constexpr std::string_view assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::size_t remembered_assertions = 100'000;
constexpr auto longest_assertion = std::chrono::hours(24); // each is remembered to its end

result<crypto::key_set> read_public_keys(const std::string& text) {
    if (text.find("-----BEGIN") == std::string::npos) return crypto::key_set::from_jwks(text);
    auto key = crypto::key::from_pem(text);
    if (!key) return key.error();
    return crypto::key_set({*key});
}

reply json_reply(int status, std::string body) {
    return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, std::move(body)};
}

reply refuse(int status, std::string_view error, std::string_view description) {
    json::writer out;
    out.begin_object().member("error", error).member("error_description", description).end_object();
    return json_reply(status, out.finish());
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
        if (!system.receive || !system.receive->token) continue;
        auto keys = read_public_keys(system.receive->token->public_keys);
        if (!keys) return failure{"public keys of system \"" + system.id + "\": " + keys.error().message};
        made->clients_.emplace(system.receive->token->client_id, client{*keys, system.receive->token->scopes});
    }
    return made;
}

reply token_issuer::unreadable() {
    return refuse(400, "invalid_request", "expected a form: application/x-www-form-urlencoded");
}

reply token_issuer::issue(const std::vector<std::pair<std::string, std::string>>& form) {
    std::map<std::string, std::string, std::less<>> fields;
    for (const auto& [name, value] : form) {
        if (!fields.emplace(name, value).second) return refuse(400, "invalid_request", "a field is given twice");
    }
    const auto field = [&](std::string_view name) {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string_view{} : std::string_view(found->second);
    };
    if (field("grant_type") != "client_credentials") {
        return refuse(400, "unsupported_grant_type", "expected grant_type=client_credentials");
    }
    if (field("client_assertion_type") != assertion_type) {
        return refuse(400, "invalid_request", "expected client_assertion_type=" + std::string(assertion_type));
    }
    const auto known = clients_.find(field("client_id"));
    if (known == clients_.end()) return refuse(401, "invalid_client", "unknown client_id");

    crypto::token_expectations expected;
    expected.issuer = known->first;
    expected.audiences = {how_.issuer, how_.issuer + std::string(path)};
    expected.required = {"iss", "sub", "aud", "exp", "jti"};
    expected.leeway = std::chrono::seconds(30);
    auto assertion = crypto::verify_token(field("client_assertion"), known->second.keys, expected, time_);
    if (!assertion) return refuse(401, "invalid_client", "client_assertion: " + assertion.error().message);
    if (assertion->claim("sub").text() != known->first)
        return refuse(401, "invalid_client", "client_assertion: sub is not the client_id");
    const double end = assertion->claim("exp").approximate();
    if (end > static_cast<double>(seconds(time_.now() + longest_assertion)))
        return refuse(401, "invalid_client", "client_assertion: exp lies more than a day ahead");
    const std::string_view jti = assertion->claim("jti").text();
    if (jti.empty()) return refuse(401, "invalid_client", "client_assertion: jti is not a text");
    const instant expiry{std::chrono::seconds(static_cast<std::int64_t>(end))};
    switch (used_->use(known->first, jti, expiry + expected.leeway)) {
    case crypto::first_use::yes: break;
    case crypto::first_use::no: return refuse(401, "invalid_client", "client_assertion: jti was used before");
    case crypto::first_use::full: return refuse(503, "temporarily_unavailable", "too many assertions; try again later");
    }
    return grant(known->first, known->second, field("scope"));
}

reply token_issuer::grant(const std::string& client_id, const client& known, std::string_view asked_scopes) const {
    std::string granted;
    for (const std::string& scope : known.scopes) {
        const std::string padded = " " + std::string(asked_scopes) + " ";
        if (asked_scopes.empty() || padded.find(" " + scope + " ") != std::string::npos)
            granted += (granted.empty() ? "" : " ") + scope;
    }
    if (granted.empty() && !asked_scopes.empty())
        return refuse(400, "invalid_scope", "none of the scopes asked for is granted to this client");

    const std::int64_t now = seconds(time_.now());
    json::writer claims;
    claims.begin_object().member("iss", how_.issuer).member("aud", how_.issuer).member("azp", client_id);
    claims.member_if_present("scope", granted);
    claims.member("iat", now)
        .member("exp", now + how_.lifetime.count())
        .member("jti", crypto::random_token(16))
        .end_object();
    auto token = crypto::sign_token(key_, crypto::algorithm::es256, claims.finish(), "at+jwt");
    if (!token) return refuse(500, "server_error", "the token could not be signed");

    json::writer out;
    out.begin_object().member("access_token", *token).member("token_type", "Bearer");
    out.member("expires_in", std::int64_t{how_.lifetime.count()}).member_if_present("scope", granted).end_object();
    return json_reply(200, out.finish());
}

std::optional<std::string> token_issuer::client_of(std::string_view token) const {
    crypto::token_expectations expected;
    expected.issuer = how_.issuer;
    expected.audiences = {how_.issuer};
    expected.required = {"exp", "azp"};
    auto verified = crypto::verify_token(token, own_keys_, expected, time_);
    if (!verified) return std::nullopt;
    return std::string(verified->claim("azp").text());
}

std::string token_issuer::jwks() const {
    return crypto::to_jwks(std::span(&key_, 1));
}

} // namespace schakel::access
