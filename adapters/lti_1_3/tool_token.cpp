#include "adapters/lti_1_3/tool_token.hpp"

#include "adapters/lti_1_3/party_keys.hpp"
#include "adapters/lti_1_3/tool_refusals.hpp"
#include "gateway/core/moment_clock.hpp"

#include <algorithm>

namespace schakel::lti_1_3 {

namespace {

crypto::token_expectations expectations_of(const launch_party& platform) {
    crypto::token_expectations out;
    out.algorithms.clear();
    if (platform.algorithms.empty()) out.algorithms = {crypto::algorithm::rs256};
    for (const std::string& name : platform.algorithms) {
        const auto how = crypto::parse_algorithm(name);
        if (how && std::ranges::count(id_token_algorithms, std::string_view(name)) != 0) out.algorithms.push_back(*how);
    }
    out.issuer = platform.issuer;
    out.audiences = {platform.client_id};
    out.required = {"iss", "aud", "exp", "iat", "nonce"};
    out.leeway = platform.leeway;
    out.longest_age = platform.longest;
    out.longest_token = longest_id_token;
    return out;
}

std::string_view code_of(crypto::refusal why) {
    using enum crypto::refusal;
    switch (why) {
    case too_large:
    case malformed:
    case critical_header: return "lti.token-form";
    case algorithm: return "lti.token-algorithm";
    case unknown_key: return "lti.key-unknown";
    case signature: return "lti.token-signature";
    case missing_claim:
    case wrong_claim_type: return "lti.token-claims";
    case issuer: return "lti.token-issuer";
    case audience: return "lti.token-audience";
    case expired:
    case too_old: return "lti.token-expired";
    case from_the_future: return "lti.token-early";
    }
    return "lti.token-form";
}

// `aud` holds us; when it holds others too, `azp` must say that the token was made for us.
bool is_made_for(const crypto::verified_token& token, const launch_party& platform) {
    const json::value party = token.claim("azp"), audience = token.claim("aud");
    if (!party) return !audience.is(json::kind::array) || audience.size() < 2;
    return party.text() == platform.client_id || platform.quirks.contains(quirk::azp_differs);
}

judged_token beyond_the_signature(crypto::verified_token token, const launch_party& platform, std::string_view nonce) {
    const std::string& system = platform.system;
    if (token.header.root().member("kid").text().empty() && !platform.quirks.contains(quirk::kid_missing)) {
        return refuse("lti.key-unnamed", system);
    }
    if (!is_made_for(token, platform)) return refuse("lti.token-audience", system, "azp names another, or is missing");
    if (nonce.empty() || token.claim("nonce").text() != nonce) return refuse("lti.token-nonce", system);
    return token;
}

} // namespace

judged_token
judge_token(std::string_view token, const launch_party& platform, std::string_view nonce, const launching& with) {
    const auto expected = expectations_of(platform);
    const moment_clock time(with.now);
    for (const bool afresh : {false, true}) {
        const party_keys keys = keys_of(platform, with, afresh);
        if (const auto* ask = std::get_if<launch_question>(&keys)) return ask_first{{*ask}};
        if (const auto* none = std::get_if<failure>(&keys)) {
            return refuse("lti.keys-unavailable", platform.system, none->message);
        }
        auto seen = crypto::verify_token(token, std::get<crypto::key_set>(keys), expected, time);
        if (seen) return beyond_the_signature(*std::move(seen), platform, nonce);
        const bool may_be_new = seen.error().why == crypto::refusal::unknown_key && platform.public_keys.empty();
        if (!may_be_new) return refuse(code_of(seen.error().why), platform.system, seen.error().message);
    }
    return refuse("lti.key-unknown", platform.system);
}

} // namespace schakel::lti_1_3
