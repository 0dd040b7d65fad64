#include "adapters/saml_entree/from_model.hpp"

#include "adapters/saml_entree/names.hpp"

namespace schakel::saml_entree {

namespace {

// xs:ID begins with no digit.
wire::message own_head(const std::string& own_entity, const launching& with) {
    wire::message head;
    head.id = "_" + with.random();
    head.version = "2.0";
    head.issued = with.now;
    head.issuer = own_entity;
    return head;
}

} // namespace

wire::authn_request login_request(
    const std::string& own_entity, const std::string& consumer, const launch_party& from, const launching& with
) {
    wire::authn_request made;
    made.head = own_head(own_entity, with);
    made.consumer = consumer;
    const auto provider = from.parameters.find("idp");
    if (provider != from.parameters.end()) made.provider = provider->second;
    return made;
}

wire::logout_request
logout_request(const model::launch_session& session, const std::string& own_entity, const launching& with) {
    wire::logout_request made;
    made.head = own_head(own_entity, with);
    made.name = wire::name_id{session.name.value, session.name.scheme, {}, {}};
    if (!session.index.empty()) made.session_indexes.push_back(session.index);
    made.not_on_or_after = with.now + 5min;
    return made;
}

wire::response logout_answer(const wire::message& asked, const std::string& own_entity, const launching& with) {
    wire::response made{own_head(own_entity, with), {std::string(names::success), {}}};
    made.head.in_response_to = asked.id;
    return made;
}

} // namespace schakel::saml_entree
