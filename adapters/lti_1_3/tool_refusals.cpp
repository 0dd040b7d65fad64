#include "adapters/lti_1_3/tool_refusals.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace schakel::lti_1_3 {

namespace {

using enum refusal_advice;

constexpr std::array kinds{
    // login
    refusal_kind{"lti.login-incomplete", other_party, "the login request lacks a parameter, or one is too long"},
    refusal_kind{"lti.platform-unknown", ask_school, "no system of the settings has this issuer and client_id"},
    refusal_kind{
        "lti.platform-ambiguous", ask_school,
        "several systems have this issuer, and the login request has no client_id that tells them apart"},
    refusal_kind{"lti.no-login", again, "an address of material was opened without a launch"},
    // authentication response
    refusal_kind{
        "lti.state-unknown", again, "the state was not issued here, was used before, or is older than ten minutes"},
    refusal_kind{"lti.other-browser", again, "the response came from another browser than the one that began"},
    refusal_kind{
        "lti.cookies-blocked", cookies,
        "the browser sent no cookie, the platform keeps no data for tools, and a window of its own did not help"},
    refusal_kind{"lti.platform-refused", other_party, "the platform answered with an error instead of a token"},
    refusal_kind{"lti.not-signed-in", sign_in, "the platform knows no session of this person (login_required)"},
    refusal_kind{"lti.token-absent", other_party, "the response holds no id_token"},
    // token
    refusal_kind{"lti.token-form", nothing, "the id_token is no JSON Web Token that can be read"},
    refusal_kind{"lti.token-algorithm", ask_school, "the id_token is signed in a way that is not agreed"},
    refusal_kind{"lti.key-unnamed", ask_school, "the header of the id_token names no key (kid)"},
    refusal_kind{"lti.key-unknown", ask_school, "the platform publishes no key that fits the id_token (kid, alg)"},
    refusal_kind{"lti.keys-unavailable", other_party, "the keys of the platform could not be had"},
    refusal_kind{"lti.token-signature", nothing, "the signature of the id_token does not match"},
    refusal_kind{"lti.token-claims", ask_school, "a claim of the id_token is missing or has a wrong type"},
    refusal_kind{"lti.token-issuer", ask_school, "the id_token comes from another issuer"},
    refusal_kind{"lti.token-audience", ask_school, "the id_token is not meant for this client_id (aud, azp)"},
    refusal_kind{"lti.token-expired", again, "the id_token has expired, or clocks differ"},
    refusal_kind{"lti.token-early", other_party, "the id_token is from the future: clocks differ"},
    refusal_kind{"lti.token-nonce", nothing, "the nonce of the id_token is not the one that was asked for"},
    // message
    refusal_kind{"lti.message-invalid", ask_school, "the claims of the launch break the standard"},
    refusal_kind{"lti.message-unsupported", ask_school, "launches of this message_type are not taken"},
    refusal_kind{"lti.person-absent", ask_school, "the launch names no person (sub)"},
    refusal_kind{"lti.target-differs", nothing, "the target_link_uri is another one than at login"},
    refusal_kind{"lti.deployment-differs", nothing, "the deployment is another one than at login"},
    refusal_kind{"lti.deployment-waits", ask_school, "nobody has said yet which school this deployment belongs to"},
    // registration
    refusal_kind{"lti.not-invited", ask_school, "the address of registration holds no good invitation"},
    refusal_kind{"lti.registration-incomplete", ask_school, "the request to register lacks openid_configuration"},
    refusal_kind{
        "lti.configuration-unavailable", other_party, "the configuration of the platform could not be fetched"},
    refusal_kind{"lti.configuration-invalid", other_party, "the configuration of the platform breaks the standard"},
    refusal_kind{"lti.registration-refused", other_party, "the platform did not accept the registration"},
};

} // namespace

std::span<const refusal_kind> tool_refusals() {
    return kinds;
}

refused refuse(std::string_view code, std::string_view system, std::string_view more) {
    const auto* kind = std::ranges::find(kinds, code, &refusal_kind::code);
    if (kind == kinds.end()) throw std::logic_error("a refusal without an entry: " + std::string(code));
    refused out;
    out.code = code;
    out.advice = kind->advice;
    out.reason = kind->reason;
    if (!more.empty()) out.reason += ": " + std::string(more);
    out.system = system;
    return out;
}

} // namespace schakel::lti_1_3
