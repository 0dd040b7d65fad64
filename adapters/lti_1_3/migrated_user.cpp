#include "adapters/lti_1_3/migrated_user.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::lti_1_3 {

namespace {

// What the signature covers: key, deployment, issuer, client, exp and nonce, joined with "&" as they stand.
std::string signed_text(json::value claims, std::string_view consumer_key, std::string_view client_id) {
    const auto text = [&](std::string_view name) { return std::string(claims.member(name).text()); };
    const std::string expires(claims.member("exp").number_text());
    return std::string(consumer_key) + "&" + text(lti::claim::deployment_id) + "&" + text("iss") + "&" +
           std::string(client_id) + "&" + expires + "&" + text("nonce");
}

bool proves(json::value claims, const launch_party& platform, const shared_key& key) {
    const std::string_view shown = claims.member(lti::claim::lti1p1).member("oauth_consumer_key_sign").text();
    const std::string expected =
        crypto::to_base64(crypto::hmac_sha256(key.secret, signed_text(claims, key.key, platform.client_id)));
    return crypto::constant_time_equal(shown, expected);
}

} // namespace

void add_migrated_user(json::value claims, const launch_party& platform, model::launch& to) {
    const json::value old = claims.member(lti::claim::lti1p1);
    if (!old.is(json::kind::object)) return;
    const auto key = std::ranges::find(platform.keys, old.member("oauth_consumer_key").text(), &shared_key::key);
    if (key == platform.keys.end() || !proves(claims, platform, *key)) return;
    // Left out when it is the same as `sub`.
    const std::string_view said = old.member("user_id").text();
    const std::string_view user = said.empty() ? claims.member("sub").text() : said;
    if (!user.empty()) {
        to.person.ids.push_back({std::string(model::scheme::lti_user), std::string(user), key->key});
    }
}

} // namespace schakel::lti_1_3
