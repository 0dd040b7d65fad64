// A deep linking response (Deep Linking 2.0, 4.5): the tool posts, through the browser, what somebody chose.
#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/content_items.hpp"
#include "adapters/lti_1_3/party_keys.hpp"
#include "adapters/lti_1_3/platform_launch.hpp"
#include "adapters/lti_1_3/platform_side.hpp"
#include "gateway/core/moment_clock.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::lti_1_3 {

namespace {

launch_step refuse(std::string code, std::string reason, const std::string& system, findings found = {}) {
    refused out{std::move(code), refusal_advice::other_party, std::move(reason), system};
    out.found = std::move(found);
    return {std::move(out), {}};
}

judged<crypto::verified_token>
judge_response(std::string_view token, const launch_party& party, const launching& with) {
    crypto::token_expectations expected;
    expected.algorithms = algorithms_of(party);
    expected.issuer = party.client_id; // roles are swapped: the tool is the issuer
    expected.audiences = {issuer_towards(party, with)};
    expected.required = {"iss", "aud", "exp", "iat", "nonce"};
    expected.leeway = party.leeway;
    expected.longest_age = party.longest;
    expected.longest_token = 512 << 10; // up to some hundreds of items
    return judge_with_keys<crypto::verified_token>(party, with, [&](const crypto::key_set& keys) {
        return crypto::verify_token(token, keys, expected, moment_clock(with.now));
    });
}

// What the request asked for and the answer disregards.
std::string overstepped(const model::content_return& choice, const model::launch& asked) {
    if (!asked.choosing) return {};
    const model::deep_linking_settings& limits = *asked.choosing;
    if (limits.accept_multiple == false && choice.items.size() > 1) return "more than one item was chosen";
    if (limits.accept_types.empty()) return {};
    for (const model::content_item& one : choice.items) {
        if (std::ranges::find(limits.accept_types, one.type) == limits.accept_types.end())
            return "an item is of a type that was not asked for";
    }
    return {};
}

instant end_of(const crypto::verified_token& token, const launch_party& party) {
    const auto seconds = static_cast<std::int64_t>(token.claim("exp").approximate());
    return instant(std::chrono::seconds(seconds)) + party.leeway;
}

} // namespace

launch_step platform_side::take_choice(const browser_request& request, const launching& with) const {
    if (!with.remembered || !with.remembered->launch)
        return {
            refused{
                "lti.choice-unknown", refusal_advice::again,
                "no choice is under way under this address: unknown, expired, or given before"},
            {}};
    const std::string& system = with.remembered->system;
    const launch_party* party = with.parties->find(launch_side::target, system);
    if (!party) return refuse("lti.publisher-gone", "the system is no longer configured", system);

    const auto token = judge_response(value_of(request.form, lti::deep_linking::form_field), *party, with);
    if (const auto* ask = std::get_if<launch_question>(&token)) return {ask_first{{*ask}}, {}};
    if (const auto* bad = std::get_if<crypto::refused>(&token))
        return refuse(
            "lti.choice-" + std::string(to_string(bad->why)), "deep linking response: " + bad->message, system
        );

    const auto& judged = std::get<crypto::verified_token>(token);
    if (findings found = choice_.schema.validate(judged.claims); has_error(found))
        return refuse(
            "lti.choice-claims", "the claims of the deep linking response are not as they should be", system,
            std::move(found)
        );
    const pending_launch pending = from_bytes(with.remembered->bytes);
    if (judged.claim(lti::claim::deployment_id).text() != deployment_of(*party))
        return refuse("lti.choice-deployment", "deployment_id is not that of the request", system);
    if (!crypto::constant_time_equal(judged.claim(lti::deep_linking::data).text(), pending.choice_data))
        return refuse("lti.choice-data", "data did not come back unchanged", system);

    model::content_return choice = lti::read_content_return(judged.claims.root());
    if (std::string why = overstepped(choice, *with.remembered->launch); !why.empty())
        return refuse("lti.choice-not-asked", std::move(why), system);
    const std::string nonce(judged.claim("nonce").text());
    return {returned{std::move(choice)}, {{"nonce|" + system + "|" + nonce, end_of(judged, *party)}}};
}

} // namespace schakel::lti_1_3
