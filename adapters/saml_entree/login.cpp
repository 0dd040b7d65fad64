#include "adapters/saml_entree/login.hpp"

#include "adapters/saml_entree/acceptance.hpp"
#include "adapters/saml_entree/conversation.hpp"
#include "adapters/saml_entree/from_model.hpp"
#include "adapters/saml_entree/parse.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"
#include "adapters/saml_entree/to_model.hpp"

#include <algorithm>

namespace schakel::saml_entree {

namespace {

launch_step refused_step(const rule& why, const launch_party* party) {
    return {refuse(fault_of(why), party), {}};
}

bool wants_post(const launch_party& party) {
    const auto binding = party.parameters.find("request_binding");
    return binding != party.parameters.end() && binding->second == "post";
}

launch_step ask_for_login(
    const beginning& what, const launch_party& party, const identity_provider& provider, const launching& with
) {
    const auto own = with.keys->saml();
    if (!own) return refused_step(fault::no_own_key, &party);
    auto request = login_request(own_entity(party, with), own_address(consumer_path, with), party, with);
    const bool by_post = provider.sign_on.by_redirect.empty() || wants_post(party);
    request.head.destination =
        by_post && !provider.sign_on.by_post.empty() ? provider.sign_on.by_post : provider.sign_on.by_redirect;
    remembering kept;
    kept.key = with.random();
    kept.bytes = to_bytes({request.head.id, what.target, what.product});
    kept.binding = with.random();
    const written message = write_authn_request(request);
    auto sent = send_on(provider.sign_on, {}, message, /*is_request=*/true, kept.key, *own, by_post);
    return {show{std::move(sent), {std::move(kept)}}, {}};
}

// Who answers: the party that was asked, or whoever the answer says when it may come by itself.
struct answering {
    const launch_party* party = nullptr;
    under_way asked; // empty when nobody asked
};

std::variant<answering, finding> find_asked(const launching& with) {
    const launch_party* party = remembered_party(with);
    if (party == nullptr) return fault_of(fault::unsolicited);
    if (with.remembered->browser == same_browser::no) return fault_of(fault::other_browser);
    if (with.remembered->browser == same_browser::unproven) return fault_of(fault::cookies);
    return answering{party, from_bytes(with.remembered->bytes)};
}

std::variant<answering, finding>
find_unasked(const received_message& message, const browser_request& request, const launching& with) {
    findings found;
    const auto read = xml::document::parse(message.xml, message_limits(), found);
    if (!read) return found.front();
    const auto envelope = parse_response(read->root());
    if (!envelope) return envelope.error();
    const launch_party* party = party_called(envelope->head.issuer, with);
    if (party == nullptr || party->quirks.count("unsolicited") == 0) return fault_of(fault::unsolicited);
    return answering{party, {{}, std::string(request.value("RelayState")), {}}};
}

launch_step arrive(const wire::assertion& accepted, const answering& from, const expectation& expected) {
    auto who = to_model(accepted, from.party->parameters);
    if (!who) return {refuse(who.error(), from.party), {}};
    who->resource.target = from.asked.target;
    who->resource.product = from.asked.product;
    const std::string used = "assertion|" + from.party->system + "|" + accepted.head.id;
    return {arrived{from.party->system, *std::move(who), {}}, {{used, end_of(accepted, expected)}}};
}

std::vector<crypto::key> decryption_keys(const launching& with) {
    std::vector<crypto::key> keys;
    for (const launch_keys::certified& one : with.keys->saml_decryption()) keys.push_back(one.key);
    return keys;
}

launch_step
judge_answer(const received_message& message, const answering& from, const peer& other, const launching& with) {
    expectation expected = expected_of(*from.party, own_address(consumer_path, with), with);
    expected.in_response_to = from.asked.request;
    const auto accepted = accept_response(message.xml, other.trust(), decryption_keys(with), expected);
    if (!accepted) return {refuse(accepted.error(), from.party), {}};
    return arrive(*accepted, from, expected);
}

} // namespace

launch_step begin_login(const beginning& what, const launching& with, const peer_memory& peers) {
    const launch_party* party = with.parties->find(launch_side::source, what.system);
    if (party == nullptr) return refused_step(fault::metadata_entity, nullptr);
    auto other = peers.find(*party, with);
    if (auto* question = std::get_if<ask_first>(&other)) return {std::move(*question), {}};
    if (const auto* why = std::get_if<finding>(&other)) return {refuse(*why, party), {}};
    return ask_for_login(what, *party, *std::get<peer>(other).provider, with);
}

launch_step take_answer(const browser_request& request, const launching& with, const peer_memory& peers) {
    const auto message = unpack(request);
    if (!message) return {refuse(message.error(), remembered_party(with)), {}};
    if (message->is_request) return refused_step(fault::form, remembered_party(with));
    if (message->how == travelled::by_redirect)
        return refused_step(fault::response_by_redirect, remembered_party(with));
    const auto from = with.remembered ? find_asked(with) : find_unasked(*message, request, with);
    if (const auto* why = std::get_if<finding>(&from)) return {refuse(*why, remembered_party(with)), {}};
    const auto& who = std::get<answering>(from);
    auto other = peers.find(*who.party, with);
    if (auto* question = std::get_if<ask_first>(&other)) return {std::move(*question), {}};
    if (const auto* why = std::get_if<finding>(&other)) return {refuse(*why, who.party), {}};
    return judge_answer(*message, who, std::get<peer>(other), with);
}

} // namespace schakel::saml_entree
