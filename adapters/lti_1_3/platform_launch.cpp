#include "adapters/lti_1_3/platform_launch.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_claims.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/jwt.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti_1_3 {

namespace {

constexpr std::chrono::minutes login_takes{10};
constexpr std::chrono::hours choosing_takes{4}; // a teacher who looks around in the publisher's material
constexpr std::string_view proof_key = "schakel_launch";

// ---------------------------------------------------------------- towards the tool's login

// Of everything that the tool may send messages from: "https://tool.example".
std::vector<std::string> origins_of(const launch_party& party) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view url) {
        const std::string_view origin = lti::origin_of(url);
        if (!origin.empty() && std::ranges::find(out, origin) == out.end()) out.emplace_back(origin);
    };
    add(party.login_url);
    add(party.launch_url);
    for (const std::string& one : party.redirect_urls) add(one);
    return out;
}

form_fields login_fields(
    const model::launch& what, const launch_party& to, const launching& with, const remembering& launch,
    const std::string& person_hint
) {
    return {{"iss", issuer_towards(to, with)}, {"login_hint", person_hint}, {"target_link_uri", target_of(what, to)},
            {"lti_message_hint", launch.key},  {"client_id", to.client_id}, {"lti_deployment_id", deployment_of(to)}};
}

bool has_parameter(const launch_party& party, std::string_view name, std::string_view value) {
    const auto found = party.parameters.find(name);
    return found != party.parameters.end() && found->second == value;
}

// Where cookies are blocked, or may be for the tool although ours came (they are kept per embedding page), the tool is
// opened in a frame of our page, which keeps its values, and ours.
page framed_login(
    const model::launch& what, const launch_party& to, const std::string& method, form_fields fields,
    const std::string& proof
) {
    fields.emplace_back("lti_storage_target", "_parent");
    opening_page out{{method, to.login_url, std::move(fields)}, what.resource.title, true, origins_of(to)};
    if (!proof.empty()) out.kept.emplace_back(proof_key, proof);
    return out;
}

// ---------------------------------------------------------------- the tool's request

struct fault {
    std::string_view error;  // RFC 6749 4.2.2.1, OpenID Connect Core 3.1.2.6
    std::string_view code;   // for school IT
    std::string_view reason; // what is told to the tool, and to the administrator
    refusal_advice advice = refusal_advice::other_party;
};

struct known_launch {
    const recalled& remembered;
    const pending_launch& pending;
    const launch_party& party;
};

bool is_registered(const launch_party& party, std::string_view redirect_uri) {
    return std::ranges::find(party.redirect_urls, redirect_uri) != party.redirect_urls.end();
}

bool shows_proof(const browser_request& request, const known_launch& launch) {
    return !launch.pending.proof.empty() &&
           crypto::constant_time_equal(value_of(request.form, proof_key), launch.pending.proof);
}

// The order is that of Moodle, so that a tool gets the answer from us that it gets from there.
std::optional<fault> first_fault(const browser_request& request, const known_launch& launch) {
    for (const std::string_view name : {"scope", "response_type", "client_id", "redirect_uri", "login_hint", "nonce"}) {
        if (request.value(name).empty())
            return fault{"invalid_request", "lti.request-incomplete", "a required parameter is missing"};
    }
    if (request.value("scope") != "openid") return fault{"invalid_scope", "lti.scope", "scope is not openid"};
    if (request.value("response_type") != "id_token")
        return fault{"unsupported_response_type", "lti.response-type", "response_type is not id_token"};
    if (request.value("client_id") != launch.party.client_id)
        return fault{"unauthorized_client", "lti.other-client", "the launch is not for this client_id"};
    if (!crypto::constant_time_equal(request.value("login_hint"), launch.pending.person_hint))
        return fault{"access_denied", "lti.login-swap", "login_hint is not of this launch", refusal_advice::again};
    if (launch.remembered.browser == same_browser::no)
        return fault{"access_denied", "lti.login-swap", "the launch began in another browser", refusal_advice::again};
    const bool unproven = launch.remembered.browser == same_browser::unproven;
    if (unproven && (launch.pending.cookie_demanded || (launch.pending.proof_asked && !shows_proof(request, launch))))
        return fault{"login_required", "lti.no-session", "the browser shows no session", refusal_advice::cookies};
    if (request.value("response_mode") != "form_post")
        return fault{"invalid_request", "lti.response-mode", "response_mode is not form_post"};
    if (!request.value("prompt").empty() && request.value("prompt") != "none")
        return fault{"invalid_request", "lti.prompt", "prompt is not none"};
    return std::nullopt;
}

refused told(const fault& what, const browser_request& request, const launch_party& party) {
    form_fields fields{{"error", std::string(what.error)}, {"error_description", std::string(what.reason)}};
    if (request.has("state")) fields.emplace_back("state", request.value("state"));
    refused out{std::string(what.code), what.advice, std::string(what.reason), party.system};
    out.page_instead =
        opening_page{{"POST", std::string(request.value("redirect_uri")), std::move(fields)}, {}, false, {}};
    return out;
}

// ---------------------------------------------------------------- the answer

crypto::algorithm signing_algorithm(const launch_party& party) {
    if (party.algorithms.empty() || party.algorithms.contains("RS256")) return crypto::algorithm::rs256;
    return crypto::parse_algorithm(*party.algorithms.begin()).value_or(crypto::algorithm::rs256);
}

// What has to be known when the tool gives a choice back.
remembering choice_to_come(const pending_launch& pending, const launching& with, std::string& data) {
    pending_launch later = pending;
    data = later.choice_data = with.random();
    return {with.random(), to_bytes(later), choosing_takes, {}};
}

// The same request once more, with what only our page around the tool can add to it.
launch_step ask_proof(const browser_request& request, const known_launch& launch, const launching& with) {
    pending_launch later = launch.pending;
    later.proof_asked = true;
    const std::string key = with.random();
    recall_page asked{{"_parent", with.gateway_url}, {std::string(proof_key)}, {}, {}};
    asked.next = {"POST", with.base_url + std::string(path::authorize), {{"lti_message_hint", key}}};
    for (const std::string_view name :
         {"scope", "response_type", "client_id", "redirect_uri", "login_hint", "nonce", "response_mode", "prompt",
          "state"}) {
        if (request.has(name)) asked.next.fields.emplace_back(name, request.value(name));
    }
    return {show{page{std::move(asked)}, {{key, to_bytes(later), login_takes, {}}}}, {}};
}

launch_step launch_token(const browser_request& request, const known_launch& launch, const launching& with) {
    const model::launch& what = *launch.remembered.launch;
    show out;
    lti::claims_frame frame = frame_for(what, launch.party, with);
    frame.nonce = request.value("nonce");
    if (what.kind == model::launch_kind::deep_linking) {
        std::string data;
        out.remember.push_back(choice_to_come(launch.pending, with, data));
        frame.deep_linking_return_url =
            lti::with_query(with.base_url + std::string(path::choice), {{"k", out.remember.back().key}});
        frame.deep_linking_data = std::move(data);
    }
    const std::string claims = lti::launch_claims(as_told(what, launch.party, launch.pending.services, with), frame);
    const crypto::algorithm how = signing_algorithm(launch.party);
    auto token = crypto::sign_token(with.keys->current(how), how, claims);
    if (!token)
        return {refused{"lti.not-signed", refusal_advice::again, token.error().message, launch.party.system}, {}};
    form_fields fields{{"id_token", std::move(*token)}};
    if (request.has("state")) fields.emplace_back("state", request.value("state"));
    out.what = opening_page{
        {"POST", std::string(request.value("redirect_uri")), std::move(fields)}, what.resource.title, false, {}};
    return {std::move(out), {}};
}

} // namespace

std::string issuer_towards(const launch_party& party, const launching& with) {
    return party.issuer.empty() ? with.gateway_url : party.issuer;
}

std::string deployment_of(const launch_party& party) {
    return party.deployments.empty() ? "1" : party.deployments.front();
}

launch_step initiate_login(
    const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
) {
    if (!may_be_asked_for(target_of(what, to), to))
        return {
            refused{
                "lti.target", refusal_advice::ask_school, "the launch asks for an address that is not the publisher's",
                to.system},
            {}};
    pending_launch pending;
    pending.person_hint = with.random();
    pending.services = services;
    // Who comes without a step of ours before (LTI 1.1) has shown no cookie yet; in a frame it may be blocked.
    pending.cookie_demanded =
        with.remembered ? with.remembered->browser == same_browser::yes : with.where != shown_in::frame;
    if (!pending.cookie_demanded) pending.proof = with.random();
    const bool framed = !pending.cookie_demanded || (with.where == shown_in::frame && what.presentation.keeps_data);
    remembering launch{with.random(), to_bytes(pending), login_takes, with.random()};
    form_fields fields = login_fields(what, to, with, launch, pending.person_hint);

    show out;
    const std::string method = has_parameter(to, "login_method", "post") ? "POST" : "GET";
    if (framed)
        out.what = framed_login(what, to, method, std::move(fields), pending.proof);
    else if (method == "POST")
        out.what = opening_page{{method, to.login_url, std::move(fields)}, what.resource.title, false, {}};
    else
        out.what = reply{302, {{"Location", lti::with_query(to.login_url, fields)}, {"Cache-Control", "no-store"}}, {}};
    out.remember.push_back(std::move(launch));
    return {std::move(out), {}};
}

launch_step authorize(const browser_request& request, const launching& with) {
    if (!with.remembered || !with.remembered->launch)
        return {
            refused{
                "lti.launch-unknown", refusal_advice::again,
                "lti_message_hint is not of a launch that is under way: unknown, expired, or used before"},
            {}};
    const recalled& remembered = *with.remembered;
    const launch_party* party = with.parties->find(launch_side::target, remembered.system);
    if (!party)
        return {
            refused{
                "lti.publisher-gone", refusal_advice::ask_school, "the system is no longer configured",
                remembered.system},
            {}};
    if (!is_registered(*party, request.value("redirect_uri")))
        return {
            refused{
                "lti.redirect-uri", refusal_advice::other_party, "redirect_uri is not one of the registered addresses",
                party->system},
            {}};
    const pending_launch pending = from_bytes(remembered.bytes);
    const known_launch launch{remembered, pending, *party};
    if (const auto wrong = first_fault(request, launch)) return {told(*wrong, request, *party), {}};
    if (remembered.browser == same_browser::unproven && !pending.proof_asked) return ask_proof(request, launch, with);
    return launch_token(request, launch, with);
}

} // namespace schakel::lti_1_3
