#include "adapters/lti_1_3/tool_side.hpp"

#include "adapters/lti_1_3/tool_answer.hpp"
#include "adapters/lti_1_3/tool_login.hpp"
#include "adapters/lti_1_3/tool_message.hpp"
#include "adapters/lti_1_3/tool_refusals.hpp"
#include "adapters/lti_1_3/tool_registration.hpp"
#include "adapters/lti_1_3/tool_token.hpp"
#include "gateway/crypto/digest.hpp"

#include <array>

namespace schakel::lti_1_3 {

namespace {

constexpr std::chrono::minutes stored_lifetime{5};

constexpr std::array browser_endpoints{
    endpoint{endpoint::purpose::browser, "GET", login_path, {}},
    endpoint{endpoint::purpose::browser, "POST", login_path, {}},
    endpoint{endpoint::purpose::browser, "GET", launch_path, {}},
    endpoint{endpoint::purpose::browser, "POST", launch_path, {}},
    endpoint{endpoint::purpose::browser, "POST", stored_path, {}},
    endpoint{endpoint::purpose::browser, "GET", introduction_path, {}}};

constexpr std::array<std::string_view, 7> all_quirks{quirk::optional_claims, quirk::anonymous,   quirk::azp_differs,
                                                     quirk::kid_missing,     quirk::numeric_ids, quirk::roles_missing,
                                                     quirk::target_differs};

// Codes of OpenID Connect Core 3.1.2.6 and RFC 6749 4.1.2.1. Others are not repeated: anybody can post them here.
constexpr std::array<std::string_view, 8> known_errors{
    "invalid_request", "unauthorized_client", "access_denied",           "unsupported_response_type",
    "invalid_scope",   "server_error",        "temporarily_unavailable", "login_required"};

refused platform_error(std::string_view error, std::string_view system) {
    if (error == "login_required") return refuse("lti.not-signed-in", system);
    for (const std::string_view known : known_errors) {
        if (error == known) return refuse("lti.platform-refused", system, known);
    }
    return refuse("lti.platform-refused", system);
}

const launch_party* platform_of(const login_state& login, const launching& with) {
    return with.parties->find(launch_side::source, login.system);
}

// Not twice, and not where a window is what the browser has: its cookies are blocked there too, or this is not the
// browser that began.
launch_step new_window(const login_state& login, const launching& with) {
    if (login.own_window || with.where == shown_in::window) return {refuse("lti.cookies-blocked", login.system), {}};
    return {show{page{new_window_page{login_again(login, with), {}}}, {}, login.system}, {}};
}

// No cookie came. The platform may have kept our state; else a window of our own takes cookies.
launch_step without_cookie(const browser_request& request, login_state login, const launching& with) {
    const launch_party* platform = platform_of(login, with);
    if (platform == nullptr) return {refuse("lti.platform-unknown", login.system), {}};
    if (login.storage_target.empty()) return new_window(login, with);
    login.stored_state = request.value("state");
    login.stored_value = with.remembered->binding;
    const std::string key = with.random();
    recall_page asked{storage_of(*platform, login), {storage_key(login.stored_state)}, {}, login_again(login, with)};
    asked.next = {
        "POST",
        with.base_url + std::string(stored_path),
        {{"key", key}, {"id_token", std::string(request.value("id_token"))}}};
    return {show{page{std::move(asked)}, {{key, to_bytes(login), stored_lifetime, {}}}, login.system}, {}};
}

} // namespace

tool_side::tool_side(const validation::schema_catalogue& bundled)
    : launch_(compile_bundled("lti/1.3/launch.schema.json", bundled)), costs_{launch_.cost} {}

std::span<const endpoint> tool_side::endpoints() {
    return browser_endpoints;
}

std::span<const std::string_view> tool_side::quirks() {
    return all_quirks;
}

bool tool_side::owns(std::string_view path) {
    return path == login_path || path == launch_path || path == stored_path || path == introduction_path;
}

std::string tool_side::recall_key(const browser_request& request) {
    if (request.http.method != "POST") return {};
    if (request.http.path == launch_path) return std::string(value_of(request.form, "state"));
    if (request.http.path == stored_path) return std::string(value_of(request.form, "key"));
    return {};
}

launch_step tool_side::proceed(const browser_request& request, const launching& with) const {
    const std::string& path = request.http.path;
    if (path == login_path) return log_in(request, with);
    if (path == introduction_path) return introduce(request, with);
    if (request.http.method != "POST") return {refuse("lti.no-login"), {}};
    return path == stored_path ? take_stored(request, with) : take_response(request, with);
}

launch_step tool_side::take_response(const browser_request& request, const launching& with) const {
    auto login = with.remembered ? read_login_state(with.remembered->bytes) : std::nullopt;
    const std::string_view error = value_of(request.form, "error");
    if (!error.empty()) return {platform_error(error, login ? login->system : std::string{}), {}};
    if (!login || !login->stored_state.empty()) return {refuse("lti.state-unknown"), {}};
    const std::string_view token = value_of(request.form, "id_token");
    if (token.empty()) return {refuse("lti.token-absent", login->system), {}};
    if (token.size() > longest_id_token) return {refuse("lti.token-form", login->system, "longer than 64 KiB"), {}};
    switch (with.remembered->browser) {
    case same_browser::yes: return arrive(token, *login, with);
    case same_browser::no: return {refuse("lti.other-browser", login->system), {}};
    case same_browser::unproven: break;
    }
    return without_cookie(request, *std::move(login), with);
}

launch_step tool_side::take_stored(const browser_request& request, const launching& with) const {
    const auto login = with.remembered ? read_login_state(with.remembered->bytes) : std::nullopt;
    if (!login || login->stored_state.empty() || login->stored_value.empty()) return {refuse("lti.state-unknown"), {}};
    const std::string_view shown = value_of(request.form, storage_key(login->stored_state));
    if (shown.empty()) return new_window(*login, with);
    if (!crypto::constant_time_equal(shown, login->stored_value)) {
        return {refuse("lti.other-browser", login->system), {}};
    }
    return arrive(value_of(request.form, "id_token"), *login, with);
}

launch_step tool_side::arrive(std::string_view token, const login_state& login, const launching& with) const {
    const launch_party* platform = platform_of(login, with);
    if (platform == nullptr) return {refuse("lti.platform-unknown", login.system), {}};
    auto judged = judge_token(token, *platform, login.nonce, with);
    if (auto* ask = std::get_if<ask_first>(&judged)) return {std::move(*ask), {}};
    if (auto* no = std::get_if<refused>(&judged)) return {std::move(*no), {}};
    auto message = judge_message(std::get<crypto::verified_token>(judged).claims, *platform, login, launch_.schema);
    if (auto* no = std::get_if<refused>(&message)) return {std::move(*no), {}};
    arrived out{platform->system, std::get<model::launch>(std::move(message)), {}};
    out.what.presentation.keeps_data = !login.storage_target.empty();
    return {std::move(out), {}};
}

launch_step tool_side::answer(
    const model::content_return& choice, const launch_party& to, const model::launch& asked, const launching& with
) const {
    return give_back(choice, to, asked, with);
}

} // namespace schakel::lti_1_3
