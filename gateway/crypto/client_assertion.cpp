#include "gateway/crypto/client_assertion.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/base64.hpp"

namespace schakel::crypto {

namespace {

refused refuse(refusal why, std::string_view message) {
    return {why, "client_assertion: " + std::string(message)};
}

double seconds(instant when) {
    return static_cast<double>(std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count());
}

} // namespace

result<accepted_assertion, refused> judge_assertion(
    std::string_view assertion, const key_set& keys, const assertion_expectations& expected, const clock& time
) {
    token_expectations token;
    token.algorithms = expected.algorithms;
    token.issuer = expected.client_id;
    token.audiences = expected.audiences;
    token.required = {"iss", "sub", "aud", "exp", "jti"};
    token.leeway = expected.leeway;
    const auto verified = verify_token(assertion, keys, token, time);
    if (!verified) return refuse(verified.error().why, verified.error().message);
    if (verified->claim("sub").text() != expected.client_id) return refuse(refusal::issuer, "sub is not the client_id");
    const double end = verified->claim("exp").approximate();
    if (end > seconds(time.now() + expected.longest)) return refuse(refusal::from_the_future, "exp lies too far ahead");
    const std::string_view jti = verified->claim("jti").text();
    if (jti.empty()) return refuse(refusal::wrong_claim_type, "jti is not a text");
    const instant expiry{std::chrono::seconds(static_cast<std::int64_t>(end))};
    return accepted_assertion{std::string(jti), expiry + expected.leeway};
}

result<std::string> sign_assertion(const key& by, algorithm how, const new_assertion& what) {
    constexpr std::chrono::seconds lifetime{60};
    const std::chrono::seconds now = std::chrono::floor<std::chrono::seconds>(what.now).time_since_epoch();
    json::writer claims;
    claims.begin_object().member("iss", what.client_id).member("sub", what.client_id).member("aud", what.audience);
    claims.member("iat", std::int64_t{now.count()}).member("exp", std::int64_t{(now + lifetime).count()});
    claims.member("jti", what.jti).end_object();
    return sign_token(by, how, claims.finish());
}

std::string claimed_issuer(std::string_view token) {
    const std::size_t first = token.find('.');
    const std::size_t second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos || token.size() > token_expectations{}.longest_token) return {};
    const auto payload = from_base64url(token.substr(first + 1, second - first - 1));
    if (!payload) return {};
    findings ignored;
    const auto claims = json::document::parse(*payload, {}, ignored);
    return claims ? std::string(claims->root().member("iss").text()) : std::string();
}

} // namespace schakel::crypto
