#include "tests/unit/lti_1_3/tool/world.hpp"

#include "gateway/adapter/bundled_schemas.hpp"
#include "gateway/codec/json_writer.hpp"
#include "schemas/bundled.hpp"

#include <algorithm>
#include <stdexcept>

namespace schakel::test {

namespace {

const crypto::key& rsa_key(int which) {
    static const crypto::key made[] = {
        crypto::key::generate(crypto::key_kind::rsa), crypto::key::generate(crypto::key_kind::rsa)};
    return made[which];
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::int64_t seconds(instant when) {
    return std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count();
}

} // namespace

std::string on(std::string_view claim) {
    return "https://purl.imsglobal.org/spec/lti/claim/" + std::string(claim);
}

const launch_party* listed_parties::find(launch_side side, std::string_view system) const {
    for (const launch_party& one : all) {
        if (one.side == side && one.system == system) return &one;
    }
    return nullptr;
}

std::vector<const launch_party*>
listed_parties::find_by_name(launch_side side, std::string_view issuer, std::string_view client_id) const {
    std::vector<const launch_party*> out;
    for (const launch_party& one : all) {
        if (one.side != side || one.issuer != issuer) continue;
        if (client_id.empty() || one.client_id == client_id) out.push_back(&one);
    }
    return out;
}

const launch_party* listed_parties::find_by_key(launch_side, std::string_view) const {
    return nullptr;
}

own_keys::own_keys() : key_(rsa_key(1)) {}
crypto::key own_keys::current(crypto::algorithm) const {
    return key_;
}
crypto::key_set own_keys::published() const {
    return crypto::key_set({key_});
}
std::string own_keys::jwks() const {
    return crypto::to_jwks({&key_, 1});
}

tool_world::tool_world()
    : platform_key(rsa_key(0)), now(std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 9h),
      side_(std::make_unique<lti_1_3::tool_side>(validation::schema_catalogue(schemas::bundled))) {
    launch_party one;
    one.system = "lms";
    one.standard = "lti-1.3";
    one.issuer = "https://lms.example";
    one.client_id = "schakel-1";
    one.deployments = {"dep-1"};
    one.authorization_url = "https://sso.lms.example/auth?tenant=7";
    one.keys_url = "https://lms.example/jwks";
    parties.all.push_back(one);
    keys.emplace(one.keys_url, crypto::key_set({platform_key}));
}

launching tool_world::told() {
    launching with;
    with.base_url = "https://gw.example/lti/1.3";
    with.gateway_url = "https://gw.example";
    with.parties = &parties;
    with.keys = &ours;
    with.now = now;
    with.where = where;
    with.random = [this] { return "random-" + std::to_string(++counter_); };
    with.keys_at = [this](std::string_view url, bool afresh) -> const result<crypto::key_set>* {
        const auto& from = afresh ? fresh_keys : keys;
        const auto found = from.find(url);
        return found == from.end() ? nullptr : &found->second;
    };
    with.answer_of = [this](std::string_view url) -> const received_answer* {
        const auto found = answers.find(url);
        return found == answers.end() ? nullptr : &found->second;
    };
    with.invited = [this](std::string_view token) {
        const auto found = invitations.find(token);
        return found == invitations.end() ? std::nullopt : std::optional(found->second);
    };
    return with;
}

launch_step tool_world::go(browser_request request) {
    launching with = told();
    const std::string key = lti_1_3::tool_side::recall_key(request);
    if (const auto found = store.find(key); found != store.end()) {
        const bool bound = !found->second.binding.empty();
        with.remembered = recalled{
            found->second.bytes, "lms", bound ? browser : same_browser::unproven, found->second.binding, nullptr};
        store.erase(found);
    }
    launch_step step = side_->proceed(request, with);
    if (const auto* shown = std::get_if<show>(&step.what)) {
        for (const remembering& one : shown->remember) store[one.key] = one;
    }
    if (const auto* ask = std::get_if<ask_first>(&step.what)) {
        asked.insert(asked.end(), ask->questions.begin(), ask->questions.end());
    }
    return step;
}

launch_step tool_world::get(std::string_view path, const fields& query) {
    browser_request request;
    request.http.method = "GET";
    request.http.path = path;
    request.http.query = query;
    return go(std::move(request));
}

launch_step tool_world::post(std::string_view path, const fields& form) {
    browser_request request;
    request.http.method = "POST";
    request.http.path = path;
    request.form = form;
    return go(std::move(request));
}

fields tool_world::log_in(const fields& changes) {
    fields query{
        {"iss", "https://lms.example"},
        {"login_hint", "hint 1"},
        {"target_link_uri", "https://gw.example/lti/1.3/launch?item=a"},
        {"client_id", "schakel-1"}};
    for (const auto& [name, value] : changes) {
        std::erase_if(query, [&](const auto& one) { return one.first == name; });
        query.emplace_back(name, value);
    }
    const launch_step step = get("/login", query);
    const fields sent = query_of(location_of(step));
    state = value_of(sent, "state");
    nonce = value_of(sent, "nonce");
    return sent;
}

std::string tool_world::token(const claim_changes& changes) const {
    claim_changes claims{
        {"iss", R"("https://lms.example")"},
        {"aud", R"("schakel-1")"},
        {"sub", R"("leerling-1")"},
        {"iat", std::to_string(seconds(now))},
        {"exp", std::to_string(seconds(now) + 300)},
        {"nonce", '"' + nonce + '"'},
        {on("message_type"), R"("LtiResourceLinkRequest")"},
        {on("version"), R"("1.3.0")"},
        {on("deployment_id"), R"("dep-1")"},
        {on("target_link_uri"), R"("https://gw.example/lti/1.3/launch?item=a")"},
        {on("resource_link"), R"({"id":"link-1"})"},
        {on("roles"), R"(["Learner"])"}};
    for (const auto& [name, value] : changes) claims[name] = value;
    json::writer out;
    out.begin_object();
    for (const auto& [name, value] : claims) {
        if (!value.empty()) out.name(name).raw(value);
    }
    return *crypto::sign_token(platform_key, crypto::usual_algorithm(platform_key.kind()), out.end_object().finish());
}

launch_step tool_world::respond(const std::string& id_token) {
    return post("/launch", {{"state", state}, {"id_token", id_token}});
}

launch_step tool_world::launched(const claim_changes& changes) {
    log_in();
    return respond(token(changes));
}

launch_step tool_world::answer(const model::content_return& choice, const model::launch& to) {
    return side_->answer(choice, lms(), to, told());
}

std::string outcome_of(const launch_step& step) {
    if (const auto* no = std::get_if<refused>(&step.what)) return no->code;
    if (std::holds_alternative<show>(step.what)) return "shown";
    if (std::holds_alternative<arrived>(step.what)) return "arrived";
    if (std::holds_alternative<ask_first>(step.what)) return "asked";
    if (std::holds_alternative<registering>(step.what)) return "registering";
    return "other";
}

std::string reason_of(const launch_step& step) {
    const auto* no = std::get_if<refused>(&step.what);
    return no ? no->reason : std::string{};
}

std::string location_of(const launch_step& step) {
    const auto* shown = std::get_if<show>(&step.what);
    if (shown == nullptr) return {};
    if (const auto* plain = std::get_if<reply>(&shown->what)) return std::string(plain->headers.find("location"));
    const auto* kept = std::get_if<store_page>(&std::get<page>(shown->what));
    return kept ? kept->next.action : std::string{};
}

fields query_of(std::string_view url) {
    fields out;
    const auto mark = url.find('?');
    if (mark == std::string_view::npos) return out;
    url.remove_prefix(mark + 1);
    while (!url.empty()) {
        const std::string_view pair = url.substr(0, url.find('&'));
        const auto equals = pair.find('=');
        out.emplace_back(decoded(pair.substr(0, equals)), decoded(pair.substr(equals + 1)));
        url.remove_prefix(std::min(pair.size() + 1, url.size()));
    }
    return out;
}

} // namespace schakel::test
