#include "adapters/common/lti/granted_scopes.hpp"
#include "adapters/lti_1_3/party_keys.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_launch.hpp"
#include "adapters/lti_1_3/platform_services.hpp"
#include "gateway/adapter/token_answers.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/moment_clock.hpp"
#include "gateway/crypto/client_assertion.hpp"

#include <algorithm>

namespace schakel::lti_1_3 {

namespace {

constexpr std::chrono::seconds token_lifetime{3600};
constexpr std::chrono::hours longest_assertion{24};

reply invalid_client(std::string_view description) {
    return token_refusal(401, "invalid_client", description);
}

const launch_party* client_of(std::string_view client_id, const launching& with) {
    const auto known = with.parties->find_by_name(launch_side::target, {}, client_id);
    return known.empty() || client_id.empty() ? nullptr : known.front();
}

judged<crypto::accepted_assertion>
judge_assertion(std::string_view assertion, const launch_party& party, const launching& with) {
    crypto::assertion_expectations expected;
    expected.client_id = party.client_id;
    expected.audiences = {with.base_url + std::string(path::token), issuer_towards(party, with), with.base_url};
    if (!party.token_audience.empty()) expected.audiences.push_back(party.token_audience);
    expected.algorithms = algorithms_of(party);
    expected.leeway = party.leeway;
    expected.longest = longest_assertion;
    return judge_with_keys<crypto::accepted_assertion>(party, with, [&](const crypto::key_set& keys) {
        return crypto::judge_assertion(assertion, keys, expected, moment_clock(with.now));
    });
}

scope_words granted_of(std::string_view asked, const launch_party& party) {
    scope_words out;
    for (const std::string& one : read_scopes(asked)) {
        if (lti::grants(party.scopes, one)) out.insert(one);
    }
    return out;
}

std::int64_t seconds(instant when) {
    return std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count();
}

reply grant(const launch_party& party, const scope_words& scopes, const launching& with) {
    const std::string words = write_scopes(scopes);
    json::writer claims;
    claims.begin_object().member("iss", with.base_url).member("aud", with.base_url).member("azp", party.client_id);
    claims.member("scope", words).member("jti", with.random());
    claims.member("iat", seconds(with.now)).member("exp", seconds(with.now + token_lifetime)).end_object();
    const auto token = crypto::sign_token(
        with.keys->current(crypto::algorithm::rs256), crypto::algorithm::rs256, claims.finish(), "at+jwt"
    );
    if (!token) return token_refusal(500, "server_error", "the token could not be signed");
    return token_granted(*token, token_lifetime, words);
}

// Of a form: every field once.
std::optional<reply> ill_formed(const exchange& asked, const forms::field_list& form) {
    if (!asked.content_type().starts_with("application/x-www-form-urlencoded"))
        return token_refusal(400, "invalid_request", "expected a form: application/x-www-form-urlencoded");
    for (const std::string_view name : {"grant_type", "client_assertion_type", "client_assertion", "scope"}) {
        if (std::ranges::count(form, name, [](const auto& one) { return std::string_view(one.first); }) > 1)
            return token_refusal(400, "invalid_request", "a field is given twice");
    }
    if (forms::value_of(form, "grant_type") != "client_credentials")
        return token_refusal(400, "unsupported_grant_type", "expected grant_type=client_credentials");
    if (forms::value_of(form, "client_assertion_type") != crypto::assertion_type)
        return token_refusal(
            400, "invalid_request", "expected client_assertion_type=" + std::string(crypto::assertion_type)
        );
    return std::nullopt;
}

} // namespace

service_step issue_token(const exchange& asked, const launching& with) {
    const auto form = forms::read(asked.body);
    if (!form) return {token_refusal(400, "invalid_request", "the form cannot be read")};
    if (auto wrong = ill_formed(asked, *form)) return {std::move(*wrong)};

    const std::string_view assertion = forms::value_of(*form, "client_assertion");
    const launch_party* party = client_of(crypto::claimed_issuer(assertion), with);
    if (!party) return {invalid_client("client_assertion: iss is no client_id of ours")};
    const auto proof = judge_assertion(assertion, *party, with);
    if (const auto* ask = std::get_if<launch_question>(&proof)) return {ask_first{{*ask}}};
    if (const auto* bad = std::get_if<crypto::refused>(&proof)) return {invalid_client(bad->message)};

    const scope_words scopes = granted_of(forms::value_of(*form, "scope"), *party);
    if (scopes.empty())
        return {token_refusal(400, "invalid_scope", "none of the scopes asked for is granted to this client")};
    const auto& once = std::get<crypto::accepted_assertion>(proof);
    service_step out{grant(*party, scopes, with)};
    out.once.push_back({"assertion|" + party->system + "|" + once.jti, once.until});
    out.when_used = invalid_client("client_assertion: jti was used before");
    return out;
}

reply published_keys(const launching& with) {
    return {200, {{"Content-Type", "application/json"}, {"Cache-Control", "public, max-age=3600"}}, with.keys->jwks()};
}

std::optional<token_holder> holder_of(const exchange& asked, const launching& with) {
    constexpr std::string_view scheme = "bearer ";
    const std::string_view shown = asked.headers.find("authorization");
    const bool bearer =
        shown.size() > scheme.size() && std::ranges::equal(shown.substr(0, scheme.size()), scheme, [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
        });
    if (!bearer) return std::nullopt;
    crypto::token_expectations expected;
    expected.algorithms = {crypto::algorithm::rs256};
    expected.issuer = with.base_url;
    expected.audiences = {with.base_url};
    expected.required = {"exp", "azp", "scope"};
    const auto token =
        crypto::verify_token(shown.substr(scheme.size()), with.keys->published(), expected, moment_clock(with.now));
    if (!token) return std::nullopt;
    token_holder out;
    out.party = client_of(token->claim("azp").text(), with);
    if (!out.party) return std::nullopt;
    out.scopes = granted_of(token->claim("scope").text(), *out.party);
    return out;
}

} // namespace schakel::lti_1_3
