#include "adapters/lti_1_3/tool_registration.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "adapters/common/lti/json_members.hpp"
#include "adapters/lti_1_3/invited_party.hpp"
#include "adapters/lti_1_3/paths.hpp"
#include "adapters/lti_1_3/tool_login.hpp"
#include "adapters/lti_1_3/tool_refusals.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti_1_3 {

namespace {

constexpr document_limits limits{.bytes = 256 << 10, .depth = 16, .nodes = 10'000, .findings = 1};
constexpr std::array wanted_messages{lti::message::resource_link, lti::message::deep_linking};
constexpr std::array<std::string_view, 4> known_errors{
    "invalid_redirect_uri", "invalid_client_metadata", "invalid_software_statement", "unapproved_software_statement"};

std::string host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    const std::string_view rest = url.substr(scheme + 3);
    return std::string(rest.substr(0, rest.find_first_of("/?#")));
}

std::optional<json::document> object_of(std::string_view body) {
    findings found;
    auto document = json::document::parse(body, limits, found);
    if (document && !document->root().is(json::kind::object)) document.reset();
    return document;
}

// Whether a list that says what is supported holds a word. One that is not there says nothing against it.
bool allows(json::value list, std::string_view word) {
    if (!list.is(json::kind::array)) return true;
    return std::ranges::count(lti::texts(list), word) != 0;
}

// As objects with a type; one platform sends bare words.
std::set<std::string, std::less<>> messages_of(json::value list) {
    std::set<std::string, std::less<>> out;
    if (!list.is(json::kind::array)) return out;
    for (json::value one = list.first_child(); one; one = one.next_sibling()) {
        out.emplace(one.is(json::kind::string) ? one.text() : one.member("type").text());
    }
    return out;
}

void write_tool(json::writer& out, const platform_configuration& of, const launching& with) {
    const std::string target = with.base_url + std::string(launch_path);
    out.begin_object().member("domain", host_of(with.base_url)).member("target_link_uri", target);
    out.name("claims").begin_array().text("iss").text("sub").end_array();
    out.name("messages").begin_array();
    for (const std::string_view type : wanted_messages) {
        if (!of.messages.contains(type)) continue;
        out.begin_object()
            .member("type", type)
            .member("target_link_uri", target)
            .member("label", "Schakel")
            .end_object();
    }
    out.end_array().end_object();
}

std::string scopes_for(const platform_configuration& of) {
    std::string out;
    for (const std::string_view scope : lti::scope::all) {
        if (of.scopes.contains(scope)) out += (out.empty() ? "" : " ") + std::string(scope);
    }
    return out;
}

std::string registration_request(const platform_configuration& of, const launching& with) {
    const auto at = [&](std::string_view path) { return with.base_url + std::string(path); };
    json::writer out;
    out.begin_object().member("application_type", "web").member("client_name", "Schakel");
    out.name("response_types").begin_array().text("id_token").end_array();
    out.name("grant_types").begin_array().text("implicit").text("client_credentials").end_array();
    out.member("initiate_login_uri", at(login_path)).member("jwks_uri", at(path::keys));
    out.name("redirect_uris").begin_array().text(at(launch_path)).end_array();
    out.member("token_endpoint_auth_method", "private_key_jwt").member("scope", scopes_for(of));
    out.name(lti::registration::tool);
    write_tool(out, of, with);
    return out.end_object().finish();
}

launch_question registration_question(const platform_configuration& of, std::string_view token, const launching& with) {
    launch_question out{launch_question::what::request, of.registration_url};
    out.message.method = "POST";
    out.message.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    if (!token.empty()) out.message.headers.add("Authorization", "Bearer " + std::string(token));
    out.message.body = registration_request(of, with);
    return out;
}

std::string error_in(const received_answer& answer) {
    if (answer.how != received_answer::transport::answered) return answer.error;
    std::string out = "status " + std::to_string(answer.status);
    const auto document = object_of(answer.body);
    const std::string_view said = document ? document->root().member("error").text() : std::string_view{};
    const bool known = std::ranges::count(known_errors, said) != 0;
    return known ? out + ", " + std::string(said) : out;
}

bool is_good(const received_answer& answer) {
    return answer.how == received_answer::transport::answered && answer.status >= 200 && answer.status < 300;
}

page_words introduced() {
    return {
        "Schakel is bij uw leeromgeving aangemeld. De beheerder van Schakel moet de koppeling nog goedkeuren.",
        "Schakel has been registered with your learning environment. The administrator of Schakel still has to approve "
        "the connection."};
}

launch_step registered(const platform_configuration& of, const received_answer& answer, std::string_view invitation) {
    const auto document = is_good(answer) ? object_of(answer.body) : std::nullopt;
    const std::string client_id = document ? lti::text_or_number(document->root().member("client_id")) : "";
    if (client_id.empty()) return {refuse("lti.registration-refused", {}, error_in(answer)), {}};
    registering out;
    launch_party& party = out.what.party;
    party.side = launch_side::source;
    party.standard = "lti-1.3";
    party.issuer = of.issuer;
    party.client_id = client_id;
    const std::string deployment =
        lti::text_or_number(document->root().member(lti::registration::tool).member("deployment_id"));
    if (!deployment.empty()) party.deployments = {deployment};
    party.authorization_url = of.authorization_url;
    party.token_url = of.token_url;
    party.token_audience = of.token_audience;
    party.keys_url = of.keys_url;
    party.scopes = of.scopes;
    out.what.title = of.family.empty() ? host_of(of.issuer) : of.family + " " + host_of(of.issuer);
    out.what.token_used = invitation;
    out.then = [](const std::string&) { return show{page{registered_page{introduced()}}, {}}; };
    return {std::move(out), {}};
}

} // namespace

result<platform_configuration> read_platform_configuration(std::string_view text, std::string_view url) {
    const auto document = object_of(text);
    if (!document) return failure{"it is no JSON object"};
    const json::value root = document->root(), platform = root.member(lti::registration::platform);
    platform_configuration out;
    out.token_audience = root.member("authorization_server").text();
    const std::array<std::pair<std::string_view, std::string*>, 5> needed{
        {{"issuer", &out.issuer},
         {"authorization_endpoint", &out.authorization_url},
         {"token_endpoint", &out.token_url},
         {"jwks_uri", &out.keys_url},
         {"registration_endpoint", &out.registration_url}}};
    for (const auto& [name, into] : needed) {
        *into = root.member(name).text();
        if (host_of(*into).empty()) return failure{std::string(name) + " is no address"};
    }
    if (host_of(out.issuer) != host_of(url)) return failure{"issuer is of another host than the configuration"};
    if (!allows(root.member("token_endpoint_auth_methods_supported"), "private_key_jwt")) {
        return failure{"token_endpoint_auth_methods_supported does not hold private_key_jwt"};
    }
    if (!allows(root.member("id_token_signing_alg_values_supported"), "RS256")) {
        return failure{"id_token_signing_alg_values_supported does not hold RS256"};
    }
    out.family = platform.member("product_family_code").text();
    out.messages = messages_of(platform.member("messages_supported"));
    for (const std::string& scope : lti::texts(root.member("scopes_supported"))) {
        if (std::ranges::count(lti::scope::all, scope) != 0) out.scopes.insert(scope);
    }
    return out;
}

launch_step introduce(const browser_request& request, const launching& with) {
    const std::string_view invitation = request.http.query_value("invitation");
    if (!invited_by(invitation, launch_side::source, with)) return {refuse("lti.not-invited"), {}};
    const std::string url(request.http.query_value("openid_configuration"));
    if (host_of(url).empty()) return {refuse("lti.registration-incomplete"), {}};
    const received_answer* document = with.answer_of(url);
    if (document == nullptr) return {ask_first{{{launch_question::what::document, url}}}, {}};
    if (!is_good(*document)) return {refuse("lti.configuration-unavailable", {}, error_in(*document)), {}};
    const auto configuration = read_platform_configuration(document->body, url);
    if (!configuration) return {refuse("lti.configuration-invalid", {}, configuration.error().message), {}};
    const received_answer* answer = with.answer_of(configuration->registration_url);
    if (answer != nullptr) return registered(*configuration, *answer, invitation);
    const std::string_view token = request.http.query_value("registration_token");
    return {ask_first{{registration_question(*configuration, token, with)}}, {}};
}

} // namespace schakel::lti_1_3
