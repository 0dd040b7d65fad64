#include "gateway/crypto/jwt.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/base64.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace schakel::crypto {

namespace {

constexpr std::size_t usual_signature = 400; // characters: an RSA key of 2048 bits
constexpr document_limits header_limits{.bytes = 8 << 10, .depth = 8, .nodes = 200, .findings = 1};
constexpr document_limits claims_limits{.bytes = 1 << 20, .depth = 32, .nodes = 20'000, .findings = 1};

using verdict = std::optional<refused>; // none: nothing against it

std::optional<json::document> parse_object(std::string_view text, const document_limits& limits) {
    findings found;
    auto document = json::document::parse(text, limits, found);
    if (document && !document->root().is(json::kind::object)) document.reset();
    return document;
}

// Views into the token, and the decoded pieces.
struct pieces {
    std::string_view signed_part; // header "." claims, as they travel
    std::string header;
    std::string claims;
    std::string signature;
};

std::optional<pieces> taken_apart(std::string_view token) {
    const auto first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = token.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    auto header = from_base64url(token.substr(0, first));
    auto claims = from_base64url(token.substr(first + 1, second - first - 1));
    auto signature = from_base64url(token.substr(second + 1)); // a third dot is foreign to the alphabet
    if (!header || !claims || !signature) return std::nullopt;
    return pieces{token.substr(0, second), *std::move(header), *std::move(claims), *std::move(signature)};
}

std::optional<algorithm> allowed_algorithm(const json::value& header, const token_expectations& expected) {
    const auto how = parse_algorithm(header.member("alg").text());
    if (!how || !std::ranges::count(expected.algorithms, *how)) return std::nullopt;
    return how;
}

refused no(refusal why, std::string message) {
    return {why, std::move(message)};
}

refused wrong_type(std::string_view claim) {
    return no(refusal::wrong_claim_type, "the claim \"" + std::string(claim) + "\" has a wrong type");
}

refused missing(std::string_view claim) {
    return no(refusal::missing_claim, "the claim \"" + std::string(claim) + "\" is missing");
}

bool is_text_or_texts(const json::value& claim) {
    if (!claim.is(json::kind::array)) return claim.is(json::kind::string);
    for (json::value item = claim.first_child(); item; item = item.next_sibling()) {
        if (!item.is(json::kind::string)) return false;
    }
    return true;
}

verdict judge_types(const json::value& claims, const token_expectations& expected) {
    for (const std::string& name : expected.required) {
        if (!claims.member(name)) return missing(name);
    }
    for (const std::string_view name : {"exp", "nbf", "iat"}) {
        const json::value claim = claims.member(name);
        if (claim && !claim.is(json::kind::number)) return wrong_type(name);
    }
    for (const std::string_view name : {"iss", "sub", "jti", "nonce"}) {
        const json::value claim = claims.member(name);
        if (claim && !claim.is(json::kind::string)) return wrong_type(name);
    }
    const json::value audience = claims.member("aud");
    if (audience && !is_text_or_texts(audience)) return wrong_type("aud");
    return std::nullopt;
}

verdict judge_issuer(const json::value& claims, const token_expectations& expected) {
    if (expected.issuer.empty()) return std::nullopt;
    const json::value issuer = claims.member("iss");
    if (!issuer) return missing("iss");
    if (issuer.text() == expected.issuer) return std::nullopt;
    return no(refusal::issuer, "the token comes from another issuer than " + expected.issuer);
}

bool is_one_of(const json::value& text, const std::vector<std::string>& list) {
    return std::ranges::any_of(list, [&](const std::string& item) { return item == text.text(); });
}

verdict judge_audience(const json::value& claims, const token_expectations& expected) {
    if (expected.audiences.empty()) return std::nullopt;
    const json::value audience = claims.member("aud");
    if (!audience) return missing("aud");
    if (audience.is(json::kind::string) && is_one_of(audience, expected.audiences)) return std::nullopt;
    for (json::value item = audience.first_child(); item; item = item.next_sibling()) {
        if (is_one_of(item, expected.audiences)) return std::nullopt;
    }
    return no(refusal::audience, "the token is meant for another audience than " + expected.audiences.front());
}

// Seconds since 1970 as a token counts them. A double is exact enough: it holds microseconds until the year 2255.
double seconds_of(const json::value& claim) {
    return claim.approximate();
}

// How far a moment lies from now: clocks that differ show themselves by it.
std::string distance(double seconds) {
    return std::to_string(static_cast<std::int64_t>(std::min(std::abs(seconds), 1e15))) + " s";
}

verdict judge_times(const json::value& claims, const token_expectations& expected, const clock& time) {
    const double now = std::chrono::duration<double>(time.now().time_since_epoch()).count();
    const auto leeway = static_cast<double>(expected.leeway.count());
    const json::value expires = claims.member("exp");
    if (expires && seconds_of(expires) + leeway <= now) {
        return no(refusal::expired, "the token has expired (exp) " + distance(now - seconds_of(expires)) + " ago");
    }
    for (const std::string_view name : {"nbf", "iat"}) {
        const json::value claim = claims.member(name);
        if (claim && seconds_of(claim) - leeway > now) {
            const std::string ahead = distance(seconds_of(claim) - now);
            return no(
                refusal::from_the_future, "the token is " + ahead + " from the future (" + std::string(name) + ")"
            );
        }
    }
    if (expected.longest_age.count() == 0) return std::nullopt;
    const json::value issued = claims.member("iat");
    if (!issued) return missing("iat");
    if (seconds_of(issued) + static_cast<double>(expected.longest_age.count()) + leeway > now) return std::nullopt;
    return no(refusal::too_old, "the token was issued (iat) " + distance(now - seconds_of(issued)) + " ago");
}

verdict judge_claims(const json::value& claims, const token_expectations& expected, const clock& time) {
    if (auto against = judge_types(claims, expected)) return against;
    if (auto against = judge_issuer(claims, expected)) return against;
    if (auto against = judge_audience(claims, expected)) return against;
    return judge_times(claims, expected, time);
}

} // namespace

result<std::string> sign_token(const key& with, algorithm how, std::string_view claims, std::string_view type) {
    json::writer header;
    header.begin_object().member("alg", to_string(how)).member("typ", type).member("kid", with.id()).end_object();
    std::string token = to_base64url(header.finish());
    token.reserve(token.size() + claims.size() * 4 / 3 + usual_signature);
    token.append(1, '.').append(to_base64url(claims));
    const auto signature = with.sign(how, token);
    if (!signature) return signature.error();
    return std::move(token.append(1, '.').append(to_base64url(*signature)));
}

std::string_view to_string(refusal why) {
    constexpr std::array<std::string_view, 13> names{"too-large",   "malformed", "algorithm",     "critical-header",
                                                     "unknown-key", "signature", "missing-claim", "wrong-claim-type",
                                                     "issuer",      "audience",  "expired",       "from-the-future",
                                                     "too-old"};
    return names[static_cast<std::size_t>(why)];
}

result<verified_token, refused>
verify_token(std::string_view token, const key_set& keys, const token_expectations& expected, const clock& time) {
    if (token.size() > expected.longest_token) {
        return no(refusal::too_large, "the token is longer than " + std::to_string(expected.longest_token) + " bytes");
    }
    const auto parts = taken_apart(token);
    if (!parts) return no(refusal::malformed, "not a JSON Web Token in compact form");
    auto header = parse_object(parts->header, header_limits);
    if (!header) return no(refusal::malformed, "the header is not a JSON object");

    const auto how = allowed_algorithm(header->root(), expected);
    if (!how) return no(refusal::algorithm, "the algorithm in the header (alg) is not accepted");
    if (header->root().member("crit")) return no(refusal::critical_header, "the header asks for an extension (crit)");
    const key* signer = keys.find(header->root().member("kid").text(), *how);
    if (signer == nullptr) return no(refusal::unknown_key, "no known key fits the header (kid, alg)");
    if (!signer->verify(*how, parts->signed_part, parts->signature)) {
        return no(refusal::signature, "the signature does not match");
    }

    auto claims = parse_object(parts->claims, claims_limits);
    if (!claims) return no(refusal::malformed, "the claims are not a JSON object");
    if (auto against = judge_claims(claims->root(), expected, time)) return *std::move(against);
    return verified_token{*std::move(header), *std::move(claims), signer->id()};
}

} // namespace schakel::crypto
