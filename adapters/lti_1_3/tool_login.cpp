#include "adapters/lti_1_3/tool_login.hpp"

#include "adapters/common/lti/service_url.hpp"
#include "adapters/lti_1_3/tool_refusals.hpp"

#include <algorithm>
#include <array>

namespace schakel::lti_1_3 {

namespace {

using parameters = std::vector<std::pair<std::string, std::string>>;

constexpr std::chrono::minutes login_lifetime{10};
constexpr std::size_t longest_hint = 16 << 10; // lti_message_hint may be a token of its own
constexpr std::size_t longest_value = 4 << 10;

login_state read_login(const browser_request& request) {
    login_state out;
    out.issuer = request.value("iss");
    out.client_id = request.value("client_id");
    out.login_hint = request.value("login_hint");
    out.message_hint = request.value("lti_message_hint");
    out.target = request.value("target_link_uri");
    out.deployment = request.value("lti_deployment_id");
    out.storage_target = request.value("lti_storage_target");
    out.own_window = request.value("own_window") == "1";
    return out;
}

// What makes a login request unusable; "" for nothing.
std::string_view fault_of(const login_state& login) {
    if (login.issuer.empty()) return "iss is missing";
    if (login.login_hint.empty()) return "login_hint is missing";
    if (login.target.empty()) return "target_link_uri is missing";
    for (const std::string* text :
         {&login.issuer, &login.client_id, &login.login_hint, &login.target, &login.deployment,
          &login.storage_target}) {
        if (text->size() > longest_value) return "a parameter is longer than 4 KiB";
    }
    if (login.message_hint.size() > longest_hint) return "lti_message_hint is longer than 16 KiB";
    return {};
}

// Of several platforms with one issuer, the one that has the deployment.
std::vector<const launch_party*> narrowed(std::vector<const launch_party*> found, const std::string& deployment) {
    if (found.size() < 2 || deployment.empty()) return found;
    std::vector<const launch_party*> left;
    for (const launch_party* one : found) {
        if (std::ranges::count(one->deployments, deployment) != 0) left.push_back(one);
    }
    return left.empty() ? found : left;
}

parameters authentication_request(
    const launch_party& platform, const login_state& login, const std::string& state, const launching& with
) {
    parameters out{
        {"scope", "openid"},
        {"response_type", "id_token"},
        {"response_mode", "form_post"},
        {"prompt", "none"},
        {"client_id", platform.client_id},
        {"redirect_uri", with.base_url + std::string(launch_path)},
        {"login_hint", login.login_hint},
        {"state", state},
        {"nonce", login.nonce}};
    if (!login.message_hint.empty()) out.emplace_back("lti_message_hint", login.message_hint);
    return out;
}

reply redirect(std::string location) {
    return {302, {{"Location", std::move(location)}, {"Cache-Control", "no-store"}}, {}};
}

show on_the_way(const launch_party& platform, login_state login, const launching& with) {
    const std::string state = with.random(), binding = with.random();
    login.system = platform.system;
    login.client_id = platform.client_id;
    login.nonce = with.random();
    std::string address =
        lti::with_query(platform.authorization_url, authentication_request(platform, login, state, with));
    show out;
    out.system = platform.system;
    out.remember.push_back({state, to_bytes(login), login_lifetime, binding});
    if (login.storage_target.empty()) {
        out.what = redirect(std::move(address));
    } else {
        out.what = page{
            store_page{storage_of(platform, login), {{storage_key(state), binding}}, {"GET", std::move(address), {}}}};
    }
    return out;
}

} // namespace

std::string storage_key(std::string_view state) {
    return "lti_state_" + std::string(state);
}

page_storage storage_of(const launch_party& platform, const login_state& remembered) {
    return {remembered.storage_target, std::string(lti::origin_of(platform.authorization_url))};
}

page_form login_again(const login_state& remembered, const launching& with) {
    page_form form{"POST", with.base_url + std::string(login_path), {}};
    const std::array<std::pair<const char*, const std::string*>, 6> fields{
        {{"iss", &remembered.issuer},
         {"client_id", &remembered.client_id},
         {"login_hint", &remembered.login_hint},
         {"lti_message_hint", &remembered.message_hint},
         {"target_link_uri", &remembered.target},
         {"lti_deployment_id", &remembered.deployment}}};
    for (const auto& [name, value] : fields) {
        if (!value->empty()) form.fields.emplace_back(name, *value);
    }
    form.fields.emplace_back("own_window", "1");
    return form;
}

launch_step log_in(const browser_request& request, const launching& with) {
    login_state login = read_login(request);
    if (const std::string_view fault = fault_of(login); !fault.empty()) {
        return {refuse("lti.login-incomplete", {}, fault), {}};
    }
    const auto found =
        narrowed(with.parties->find_by_name(launch_side::source, login.issuer, login.client_id), login.deployment);
    if (found.empty()) return {refuse("lti.platform-unknown"), {}};
    if (found.size() > 1) return {refuse("lti.platform-ambiguous"), {}};
    return {on_the_way(*found.front(), std::move(login), with), {}};
}

} // namespace schakel::lti_1_3
