#include "adapters/saml_entree/logout.hpp"

#include "adapters/saml_entree/acceptance.hpp"
#include "adapters/saml_entree/conversation.hpp"
#include "adapters/saml_entree/from_model.hpp"
#include "adapters/saml_entree/names.hpp"
#include "adapters/saml_entree/parse.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"

namespace schakel::saml_entree {

namespace {

launch_step refused_step(const finding& why, const launch_party* party) {
    return {refuse(why, party), {}};
}

show farewell() {
    return {page(logged_out_page{}), {}};
}

launch_step ask_for_logout(
    const model::launch_session& session, const launch_party& party, const identity_provider& provider,
    const launch_keys::certified& own, const launching& with
) {
    wire::logout_request request = logout_request(session, own_entity(party, with), with);
    request.head.destination =
        provider.logout.by_redirect.empty() ? provider.logout.by_post : provider.logout.by_redirect;
    remembering kept;
    kept.key = with.random();
    kept.bytes = to_bytes({request.head.id, {}, {}});
    auto sent = send_on(provider.logout, {}, write_logout_request(request), true, kept.key, own, false);
    return {show{std::move(sent), {std::move(kept)}}, {}};
}

// The message as it was signed: by POST within itself, by redirect over the address.
result<xml::document, finding>
open_message(const received_message& message, const browser_request& request, const peer& other) {
    if (message.how == travelled::by_post) return accept_signed_root(message.xml, other.trust());
    if (const auto wrong = judge_query(request, other.provider->keys, other.allowed)) return *wrong;
    findings found;
    auto read = xml::document::parse(message.xml, message_limits(), found);
    if (!read) return std::move(found.front());
    return *std::move(read);
}

// Whom the message says it is from; it is believed only for choosing the keys.
result<const launch_party*, finding> claimed_party(const received_message& message, const launching& with) {
    findings found;
    const auto read = xml::document::parse(message.xml, message_limits(), found);
    if (!read) return std::move(found.front());
    const launch_party* party = party_called(read->root().child(names::assertion, "Issuer").text(), with);
    if (party == nullptr) return fault_of(fault::issuer);
    return party;
}

launch_step answer_request(
    const wire::logout_request& asked, const launch_party& party, const peer& other, std::string_view relay_state,
    const launching& with
) {
    const auto own = with.keys->saml();
    if (!own) return refused_step(fault_of(fault::no_own_key), &party);
    wire::response answer = logout_answer(asked.head, own_entity(party, with), with);
    const service_addresses& to = other.provider->logout;
    signed_out ended;
    ended.system = party.system;
    ended.session.name = {asked.name->format, asked.name->value, party.issuer};
    if (asked.session_indexes.size() == 1) ended.session.index = asked.session_indexes.front();
    ended.then = farewell();
    if (!to.none()) {
        const std::string& plain = to.by_redirect.empty() ? to.by_post : to.by_redirect;
        answer.head.destination = to.answers.empty() ? plain : to.answers;
        ended.then = {send_on(to, to.answers, write_logout_response(answer), false, relay_state, *own, false), {}};
    }
    const std::string used = "logout|" + party.system + "|" + asked.head.id;
    return {std::move(ended), {{used, asked.head.issued + party.longest + party.leeway}}};
}

launch_step take_request(
    const xml::document& message, const browser_request& request, const launch_party& party, const peer& other,
    const launching& with
) {
    const auto asked = parse_logout_request(message.root());
    if (!asked) return refused_step(asked.error(), &party);
    const expectation expected = expected_of(party, own_address(logout_path, with), with);
    if (const auto wrong = judge_logout_request(*asked, expected)) return refused_step(*wrong, &party);
    return answer_request(*asked, party, other, request.value("RelayState"), with);
}

// Ours has ended already: whatever the other side says of its own, the person is shown that they are signed out here.
launch_step take_response(const xml::document& message, const launch_party& party, const launching& with) {
    const auto answer = parse_logout_response(message.root());
    if (!answer) return refused_step(answer.error(), &party);
    if (!with.remembered) return refused_step(fault_of(fault::unsolicited), &party);
    expectation expected = expected_of(party, own_address(logout_path, with), with);
    expected.in_response_to = from_bytes(with.remembered->bytes).request;
    if (const auto wrong = judge_logout_head(answer->head, expected)) return refused_step(*wrong, &party);
    return {farewell(), {}};
}

} // namespace

launch_step begin_logout(
    const model::launch_session& session, const launch_party& from, const launching& with, const peer_memory& peers
) {
    auto other = peers.find(from, with);
    if (auto* question = std::get_if<ask_first>(&other)) return {std::move(*question), {}};
    const auto own = with.keys->saml();
    const auto* known = std::get_if<peer>(&other);
    if (known == nullptr || known->provider->logout.none() || !own)
        return {signed_out{from.system, session, farewell()}, {}};
    return ask_for_logout(session, from, *known->provider, *own, with);
}

launch_step take_logout(const browser_request& request, const launching& with, const peer_memory& peers) {
    const auto message = unpack(request);
    if (!message) return refused_step(message.error(), remembered_party(with));
    const launch_party* party = message->is_request ? nullptr : remembered_party(with);
    if (party == nullptr) {
        const auto claimed = claimed_party(*message, with);
        if (!claimed) return refused_step(claimed.error(), nullptr);
        party = *claimed;
    }
    auto other = peers.find(*party, with);
    if (auto* question = std::get_if<ask_first>(&other)) return {std::move(*question), {}};
    if (const auto* why = std::get_if<finding>(&other)) return refused_step(*why, party);
    const auto opened = open_message(*message, request, std::get<peer>(other));
    if (!opened) return refused_step(opened.error(), party);
    if (message->is_request) return take_request(*opened, request, *party, std::get<peer>(other), with);
    return take_response(*opened, *party, with);
}

} // namespace schakel::saml_entree
