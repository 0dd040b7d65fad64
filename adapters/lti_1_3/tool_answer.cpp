#include "adapters/lti_1_3/tool_answer.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/content_items.hpp"
#include "adapters/lti_1_3/tool_refusals.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/jwt.hpp"

namespace schakel::lti_1_3 {

namespace {

constexpr std::chrono::seconds lifetime{300};

std::string claims_of(
    const model::content_return& choice, const launch_party& platform, const model::launch& asked, const launching& with
) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(with.now.time_since_epoch());
    json::writer out;
    out.begin_object();
    out.member("iss", platform.client_id).member("aud", platform.issuer);
    out.member("iat", std::int64_t{now.count()}).member("exp", std::int64_t{(now + lifetime).count()});
    out.member("nonce", with.random());
    out.member(lti::claim::message_type, lti::message::deep_linking_response);
    out.member(lti::claim::version, lti::lti_version).member(lti::claim::deployment_id, asked.deployment);
    if (asked.choosing->data) out.member(lti::deep_linking::data, *asked.choosing->data);
    lti::write_claims(out, choice);
    return out.end_object().finish();
}

} // namespace

launch_step give_back(
    const model::content_return& choice, const launch_party& platform, const model::launch& asked, const launching& with
) {
    if (!asked.choosing) return {refuse("lti.message-invalid", platform.system, "no choice was asked for"), {}};
    constexpr auto how = crypto::algorithm::rs256;
    const auto token = crypto::sign_token(with.keys->current(how), how, claims_of(choice, platform, asked, with));
    if (!token) throw std::runtime_error("an answer to a platform cannot be signed: " + token.error().message);
    opening_page out;
    out.form = {"POST", asked.choosing->return_url, {{std::string(lti::deep_linking::form_field), *token}}};
    out.leaves_frame = true;
    return {show{page{std::move(out)}, {}}, {}};
}

} // namespace schakel::lti_1_3
