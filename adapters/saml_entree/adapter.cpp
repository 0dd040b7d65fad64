#include "adapters/saml_entree/conversation.hpp"
#include "adapters/saml_entree/login.hpp"
#include "adapters/saml_entree/logout.hpp"
#include "adapters/saml_entree/metadata.hpp"
#include "adapters/saml_entree/names.hpp"
#include "adapters/saml_entree/parse.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"
#include "gateway/adapter/document_adapter.hpp"
#include "gateway/model/identifier.hpp"

#include <algorithm>

namespace schakel {

namespace saml_entree {

namespace {

adapter_info described() {
    adapter_info it;
    it.standard = "saml-entree";
    it.family_name = "saml";
    it.title = "SAML 2.0, Entree Federatie";
    it.specification =
        "OASIS SAML 2.0 Web Browser SSO and Single Logout, service provider; attributes of Entree Federatie";
    it.maturity = maturity::alpha;
    it.families = {family::access};
    it.media_types = {"application/samlmetadata+xml", "application/xml", "text/xml"};
    it.base_path = "/saml/entree";
    it.endpoints = {
        {endpoint::purpose::browser, "POST", consumer_path, ""},
        {endpoint::purpose::browser, "GET", consumer_path, ""},
        {endpoint::purpose::browser, "POST", logout_path, ""},
        {endpoint::purpose::browser, "GET", logout_path, ""},
        {endpoint::purpose::service, "GET", metadata_path, ""}};
    it.hardened_against = {"untrusted downstream", "untrusted upstream"};
    it.quirks = {"unsolicited"};
    it.person_schemes = {model::scheme::entree_uid, model::scheme::eckid, model::scheme::nepri, model::scheme::neppi};
    it.parameters = {"attribute.", "contact", "idp", "organisation", "request_binding", "sha1_until", "url"};
    return it;
}

launch_abilities able() {
    launch_abilities it;
    it.from = true;
    it.begins = true;
    it.needed_of_source = {"issuer"};
    it.algorithms = {"rsa-sha256",   "rsa-sha384",   "rsa-sha512", "ecdsa-sha256",
                     "ecdsa-sha384", "ecdsa-sha512", "rsa-sha1"};
    return it;
}

// What `validate` can say of a document without the settings: its form.
std::optional<finding> judge_document(std::string_view bytes, std::string& kind) {
    findings found;
    const auto read = xml::document::parse(bytes, metadata_limits(), found);
    if (!read) return found.front();
    const xml::node root = read->root();
    const auto told = [](const auto& outcome) {
        return outcome ? std::nullopt : std::optional<finding>(outcome.error());
    };
    kind = root.local();
    if (root.is(names::protocol, "Response")) return told(parse_response(root));
    if (root.is(names::assertion, "Assertion")) return told(parse_assertion(root));
    if (root.is(names::protocol, "LogoutRequest")) return told(parse_logout_request(root));
    if (root.is(names::protocol, "LogoutResponse")) return told(parse_logout_response(root));
    if (root.space() == names::metadata) return told(read_metadata(bytes, {}, {}, {}));
    return fault_at(fault::form, root, "Response, Assertion, LogoutRequest, EntityDescriptor", root.local());
}

std::string parameter(const launch_party* party, std::string_view name) {
    if (party == nullptr) return {};
    const auto found = party->parameters.find(name);
    return found == party->parameters.end() ? std::string() : found->second;
}

// As launching::random makes them.
bool is_key_of_ours(std::string_view state) {
    constexpr std::string_view others = "-_";
    return state.size() == 32 && std::ranges::all_of(state, [&](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      others.find(c) != others.npos;
           });
}

// "?for=SYSTEM" for a party that knows us by a name of its own.
reply own_metadata(const exchange& asked, const launching& with) {
    const auto own = with.keys->saml();
    if (!own) return {404, {}, {}};
    const launch_party* party = with.parties->find(launch_side::source, asked.query_value("for"));
    own_description us;
    us.entity = party != nullptr ? own_entity(*party, with) : own_address(metadata_path, with);
    us.consumer = own_address(consumer_path, with);
    us.logout = own_address(logout_path, with);
    us.signing = certificate_body(own->certificate);
    for (const launch_keys::certified& one : with.keys->saml_decryption())
        us.decryption.push_back(certificate_body(one.certificate));
    us.organisation = parameter(party, "organisation");
    us.url = parameter(party, "url");
    us.contact = parameter(party, "contact");
    return {200, {{"Content-Type", "application/samlmetadata+xml"}}, signed_xml(write_metadata(us), *own)};
}

class saml_adapter final : public document_adapter, public launch_adapter {
public:
    const adapter_info& info() const override { return info_; }
    std::span<const rule> rules() const override { return fault::all(); }
    const launch_adapter* launch() const override { return this; }
    const launch_abilities& abilities() const override { return abilities_; }

    int recognises(std::string_view bytes) const override {
        const std::string_view head = bytes.substr(0, 4096);
        if (head.find(names::protocol) != head.npos) return 90;
        return head.find(names::metadata) != head.npos ? 80 : 0;
    }

    decoded decode(const exchange& received, const decode_options&) const override {
        decoded outcome;
        const auto wrong = judge_document(received.body, outcome.kind);
        const bool unreadable = wrong && wrong->broken->id.starts_with("xml.");
        outcome.report.add(layer::well_formed, unreadable ? findings{*wrong} : findings{});
        if (!unreadable) outcome.report.add(layer::rules, wrong ? findings{*wrong} : findings{});
        outcome.version = "2.0";
        return outcome;
    }

    // RelayState of an answer is the key that we gave; of a question, or of an answer that nobody asked for, it is the
    // other side's own.
    std::string recall_key(const browser_request& request) const override {
        const std::string_view state = request.value("RelayState");
        return request.has("SAMLResponse") && is_key_of_ours(state) ? std::string(state) : std::string();
    }

    launch_step proceed(const browser_request& request, const launching& with) const override {
        return request.http.path == logout_path ? take_logout(request, with, peers_)
                                                : take_answer(request, with, peers_);
    }

    launch_step begin(const beginning& what, const launching& with) const override {
        return begin_login(what, with, peers_);
    }

    launch_step
    sign_out(const model::launch_session& session, const launch_party& from, const launching& with) const override {
        return begin_logout(session, from, with, peers_);
    }

    service_step serve(const exchange& asked, const launching& with) const override {
        return {own_metadata(asked, with)};
    }

private:
    adapter_info info_ = described();
    launch_abilities abilities_ = able();
    peer_memory peers_;
};

} // namespace

} // namespace saml_entree

// Declared in adapters/all_adapters.hpp.
std::unique_ptr<adapter> make_saml_entree() {
    return std::make_unique<saml_entree::saml_adapter>();
}

} // namespace schakel
