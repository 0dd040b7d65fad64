#include "adapters/saml_entree/conversation.hpp"

#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"
#include "gateway/codec/form_fields.hpp"

#include <array>

namespace schakel::saml_entree {

namespace {

struct advice_row {
    std::string_view rule;
    refusal_advice advice;
};

// Everything else looks like an attack or a broken party, about which a pupil can do nothing.
constexpr std::array<advice_row, 18> advices{{
    {fault::unsolicited.id, refusal_advice::again},
    {fault::in_response_to.id, refusal_advice::again},
    {fault::other_browser.id, refusal_advice::again},
    {fault::replayed.id, refusal_advice::again},
    {fault::issued.id, refusal_advice::again},
    {fault::expired.id, refusal_advice::again},
    {fault::confirmation.id, refusal_advice::again},
    {fault::authentication.id, refusal_advice::sign_in},
    {fault::status.id, refusal_advice::sign_in},
    {fault::cookies.id, refusal_advice::cookies},
    {fault::metadata_unreachable.id, refusal_advice::other_party},
    {fault::metadata_expired.id, refusal_advice::ask_school},
    {fault::metadata_unpinned.id, refusal_advice::ask_school},
    {fault::metadata_entity.id, refusal_advice::ask_school},
    {fault::metadata_form.id, refusal_advice::ask_school},
    {fault::no_own_key.id, refusal_advice::ask_school},
    {fault::name_id.id, refusal_advice::ask_school},
    {fault::stampseudonym.id, refusal_advice::ask_school},
}};

refusal_advice advice_for(std::string_view rule) {
    for (const advice_row& row : advices)
        if (row.rule == rule) return row.advice;
    return refusal_advice::nothing;
}

} // namespace

std::string own_entity(const launch_party& party, const launching& with) {
    return party.client_id.empty() ? own_address(metadata_path, with) : party.client_id;
}

std::string own_address(std::string_view path, const launching& with) {
    return with.base_url + std::string(path);
}

expectation expected_of(const launch_party& party, const std::string& address, const launching& with) {
    return {
        .consumer = address,
        .own_entity = own_entity(party, with),
        .identity_provider = party.issuer,
        .in_response_to = {},
        .now = with.now,
        .leeway = party.leeway,
        .longest = party.longest};
}

refused refuse(const finding& why, const launch_party* party) {
    return {
        .code = std::string(why.broken->id),
        .advice = advice_for(why.broken->id),
        .reason = why.text(language::en),
        .system = party != nullptr ? party->system : std::string(),
        .found = {why}};
}

const launch_party* remembered_party(const launching& with) {
    return with.remembered ? with.parties->find(launch_side::source, with.remembered->system) : nullptr;
}

const launch_party* party_called(std::string_view issuer, const launching& with) {
    const auto found = with.parties->find_by_name(launch_side::source, issuer, {});
    return found.size() == 1 ? found.front() : nullptr;
}

std::variant<reply, page> send_on(
    const service_addresses& to, const std::string& location, const written& what, bool is_request,
    std::string_view relay_state, const launch_keys::certified& own, bool prefer_post
) {
    if (to.by_redirect.empty() || (prefer_post && !to.by_post.empty())) {
        const std::string& address = location.empty() ? to.by_post : location;
        opening_page by_post;
        by_post.form = post_form(address, signed_xml(what, own), is_request, relay_state);
        return page(std::move(by_post));
    }
    const std::string& address = location.empty() ? to.by_redirect : location;
    return reply{303, {{"Location", redirect_address(address, what.xml, is_request, relay_state, own.key)}}, {}};
}

std::string to_bytes(const under_way& what) {
    return forms::write({{"request", what.request}, {"target", what.target}, {"product", what.product}});
}

under_way from_bytes(std::string_view bytes) {
    const auto fields = forms::read(bytes);
    if (!fields) return {};
    return {
        std::string(forms::value_of(*fields, "request")), std::string(forms::value_of(*fields, "target")),
        std::string(forms::value_of(*fields, "product"))};
}

} // namespace schakel::saml_entree
