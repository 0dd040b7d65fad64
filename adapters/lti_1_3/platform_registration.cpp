#include "adapters/lti_1_3/platform_registration.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/granted_scopes.hpp"
#include "adapters/common/lti/json_members.hpp"
#include "adapters/common/lti/service_url.hpp"
#include "adapters/common/lti/substitution.hpp"
#include "adapters/lti_1_3/invited_party.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/platform_launch.hpp"
#include "adapters/lti_1_3/platform_services.hpp"
#include "adapters/lti_1_3/platform_side.hpp"
#include "gateway/adapter/token_answers.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/version.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti_1_3 {

namespace {

// ---------------------------------------------------------------- what we publish

template <class List>
void texts(json::writer& to, std::string_view name, const List& list) {
    to.name(name).begin_array();
    for (const auto& one : list) to.text(one);
    to.end_array();
}

constexpr std::array one_algorithm{std::string_view("RS256")};
constexpr std::array told_claims{std::string_view("iss"),         std::string_view("sub"),
                                 std::string_view("name"),        std::string_view("given_name"),
                                 std::string_view("family_name"), std::string_view("email"),
                                 std::string_view("locale")};

void write_abilities(json::writer& to) {
    to.name(lti::registration::platform).begin_object();
    to.member("product_family_code", "schakel").member("version", program_version);
    to.name("messages_supported").begin_array();
    for (const std::string_view kind : {lti::message::resource_link, lti::message::deep_linking})
        to.begin_object().member("type", kind).end_object();
    to.end_array();
    texts(to, "variables", lti::known_variables());
    to.end_object();
}

// ---------------------------------------------------------------- who introduces itself

reply refuse(std::string_view error, std::string_view why, const findings& found = {}) {
    return service_refusal(400, error, why, found);
}

// "tool.example:8080"; "" of what is no address of the web.
std::string_view host_of(std::string_view url) {
    const std::string_view origin = lti::origin_of(url);
    return origin.substr(std::min(origin.size(), origin.find("://") + 3));
}

std::string_view bearer(const exchange& asked) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view shown = asked.headers.find("authorization");
    return shown.starts_with(scheme) ? shown.substr(scheme.size()) : std::string_view{};
}

std::optional<reply> wrong_addresses(json::value document, json::value tool) {
    for (json::value one = document.member("redirect_uris").first_child(); one; one = one.next_sibling()) {
        if (host_of(one.text()).empty() || one.text().find('#') != std::string_view::npos)
            return refuse("invalid_redirect_uri", "a redirect_uri is no http or https address, or has a fragment");
    }
    for (const std::string_view name : {"initiate_login_uri", "jwks_uri"}) {
        if (host_of(document.member(name).text()).empty())
            return refuse("invalid_client_metadata", "an address is not http or https");
    }
    if (host_of(tool.member("target_link_uri").text()) != tool.member("domain").text())
        return refuse("invalid_client_metadata", "domain is not the host of target_link_uri");
    return std::nullopt;
}

void add_custom(launch_party& to, json::value parameters) {
    for (json::value one = parameters.first_child(); one; one = one.next_sibling())
        to.parameters["custom." + std::string(one.name())] = lti::text_or_number(one);
}

std::string deep_linking_address(json::value tool) {
    for (json::value one = tool.member("messages").first_child(); one; one = one.next_sibling()) {
        if (one.member("type").text() == lti::message::deep_linking) return lti::text_of(one.member("target_link_uri"));
    }
    return {};
}

// `invited`: what the settings say of whom the invitation was made for.
launch_party party_of(json::value document, const launch_party& invited, const launching& with) {
    const json::value tool = document.member(lti::registration::tool);
    launch_party out;
    out.side = launch_side::target;
    out.standard = "lti-1.3";
    out.issuer = with.gateway_url;
    out.client_id = with.random();
    out.deployments = {deployment_of(invited)};
    out.login_url = document.member("initiate_login_uri").text();
    out.launch_url = tool.member("target_link_uri").text();
    out.deep_linking_url = deep_linking_address(tool);
    out.redirect_urls = lti::texts(document.member("redirect_uris"));
    out.keys_url = document.member("jwks_uri").text();
    out.launch_prefixes = {std::string(lti::origin_of(out.launch_url))};
    for (const std::string& one : read_scopes(document.member("scope").text())) {
        if (lti::grants(invited.scopes, one)) out.scopes.insert(one);
    }
    if (const json::value custom = tool.member("custom_parameters"); custom.is(json::kind::object))
        add_custom(out, custom);
    return out;
}

// The same document with what we add: client_id, and within the tool's part the deployment. `scope` is what is granted.
std::string registered(json::value document, const launch_party& party) {
    json::writer to;
    to.begin_object().member("client_id", party.client_id);
    for (json::value one = document.first_child(); one; one = one.next_sibling()) {
        if (one.name() == "client_id" || one.name() == "scope") continue;
        if (one.name() != lti::registration::tool) {
            to.name(one.name()).copy(one);
            continue;
        }
        to.name(one.name()).begin_object();
        for (json::value part = one.first_child(); part; part = part.next_sibling()) {
            if (part.name() != "deployment_id") to.name(part.name()).copy(part);
        }
        to.member("deployment_id", party.deployments.front()).end_object();
    }
    to.member("scope", write_scopes(party.scopes)).end_object();
    return to.finish();
}

} // namespace

reply configuration(const launching& with) {
    const auto at = [&](std::string_view path) { return with.base_url + std::string(path); };
    json::writer to;
    to.begin_object().member("issuer", with.gateway_url);
    to.member("authorization_endpoint", at(path::authorize)).member("token_endpoint", at(path::token));
    to.member("jwks_uri", at(path::keys)).member("registration_endpoint", at(path::registration));
    texts(to, "token_endpoint_auth_methods_supported", std::array{std::string_view("private_key_jwt")});
    texts(to, "token_endpoint_auth_signing_alg_values_supported", one_algorithm);
    texts(to, "id_token_signing_alg_values_supported", one_algorithm);
    texts(to, "response_types_supported", std::array{std::string_view("id_token")});
    texts(to, "subject_types_supported", std::array{std::string_view("pairwise")});
    to.name("scopes_supported").begin_array().text("openid");
    for (const std::string_view one : lti::scope::all) to.text(one);
    to.end_array();
    texts(to, "claims_supported", told_claims);
    write_abilities(to);
    to.end_object();
    return {200, {{"Content-Type", "application/json"}, {"Cache-Control", "public, max-age=3600"}}, to.finish()};
}

service_step platform_side::take_registration(const exchange& asked, const launching& with) const {
    const std::string invitation(bearer(asked));
    const launch_party* invited = invited_by(invitation, launch_side::target, with);
    if (!invited) return {access_refused(disposition::outcome::unauthenticated)};
    findings found;
    const auto document = json::document::parse(asked.body, {.bytes = 128 << 10}, found);
    if (document) found = registration_.schema.validate(*document);
    if (!document || has_error(found))
        return {refuse("invalid_client_metadata", "the registration is not as it should be", found)};
    const json::value root = document->root();
    if (auto wrong = wrong_addresses(root, root.member(lti::registration::tool))) return {std::move(*wrong)};

    registration made;
    made.party = party_of(root, *invited, with);
    made.title = root.member("client_name").text();
    made.token_used = invitation;
    service_step out{reply{
        200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, registered(root, made.party)}};
    out.when_used = access_refused(disposition::outcome::unauthenticated);
    out.registers = std::move(made);
    return out;
}

} // namespace schakel::lti_1_3
