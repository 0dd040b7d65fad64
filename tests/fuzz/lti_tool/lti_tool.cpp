// The tool side of LTI 1.3: any browser request, any id_token, any claims that a platform really signed, any document
// of a platform that introduces itself, any page of members.
//
// The first byte says which. Nobody but the platform has its key: a token from outside that arrives is a hole.
#include "adapters/lti_1_3/tool_login.hpp"
#include "adapters/lti_1_3/tool_members.hpp"
#include "adapters/lti_1_3/tool_registration.hpp"
#include "adapters/lti_1_3/tool_side.hpp"
#include "adapters/lti_1_3/tool_state.hpp"
#include "gateway/crypto/jwt.hpp"
#include "schemas/bundled.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace schakel;

namespace {

class one_platform final : public launch_parties, public launch_keys {
public:
    one_platform() : key_(crypto::key::generate(crypto::key_kind::ec_p256)), keys_(crypto::key_set({key_})) {
        party_.system = "lms";
        party_.issuer = "https://lms.example";
        party_.client_id = "c";
        party_.deployments = {"1"};
        party_.authorization_url = "https://lms.example/auth";
        party_.keys_url = "https://lms.example/jwks";
        party_.algorithms = {"ES256"};
    }
    const launch_party* find(launch_side, std::string_view) const override { return &party_; }
    std::vector<const launch_party*>
    find_by_name(launch_side, std::string_view issuer, std::string_view) const override {
        if (issuer != party_.issuer) return {};
        return {&party_};
    }
    const launch_party* find_by_key(launch_side, std::string_view) const override { return nullptr; }
    crypto::key current(crypto::algorithm) const override { return key_; }
    crypto::key_set published() const override { return crypto::key_set({key_}); }
    std::string jwks() const override { return crypto::to_jwks({&key_, 1}); }
    std::optional<certified> saml() const override { return std::nullopt; }

    const result<crypto::key_set>& keys() const { return keys_; }
    std::string signed_claims(std::string_view claims) const {
        return *crypto::sign_token(key_, crypto::algorithm::es256, claims);
    }

private:
    crypto::key key_;
    result<crypto::key_set> keys_;
    launch_party party_;
};

launching surroundings(const one_platform& platform, const received_answer& answer) {
    launching with;
    with.base_url = "https://gw.example/lti/1.3";
    with.parties = &platform;
    with.keys = &platform;
    with.now = instant{std::chrono::seconds{1'800'000'000}};
    with.random = [] { return std::string(32, 'r'); };
    with.keys_at = [&](std::string_view, bool) { return &platform.keys(); };
    with.answer_of = [&](std::string_view) { return &answer; };
    with.invited = [](std::string_view) { return std::optional<std::string>("lms"); };
    return with;
}

browser_request posted(std::string_view path, form_fields form) {
    browser_request out;
    out.http.method = "POST";
    out.http.path = path;
    out.form = std::move(form);
    return out;
}

struct nobody final : roster_sink {
    void head(model::roster::head) override {}
    void add(model::roster::record&&) override {}
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const one_platform platform;
    static const validation::schema_catalogue schemas_bundled(schemas::bundled);
    static const lti_1_3::tool_side side(schemas_bundled);
    static const lti_1_3::member_source members(schemas_bundled);
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    received_answer answer;
    answer.status = 200;
    answer.body = bytes;
    launching with = surroundings(platform, answer);
    lti_1_3::login_state login;
    login.system = "lms";
    login.nonce = "n";
    const auto respond = [&](std::string token) {
        with.remembered = recalled{lti_1_3::to_bytes(login), "lms", same_browser::yes, "b", nullptr};
        return side.proceed(posted(lti_1_3::launch_path, {{"state", "s"}, {"id_token", std::move(token)}}), with);
    };
    switch (data[0] % 6) {
    case 0: // any token
        if (std::holds_alternative<arrived>(respond(std::string(bytes)).what)) std::abort();
        break;
    case 1: (void)respond(platform.signed_claims(bytes)); break;
    case 2: // any login, read as it came: name=value lines
    {
        form_fields form{{"iss", "https://lms.example"}};
        std::string_view rest = bytes;
        while (!rest.empty()) {
            const std::string_view line = rest.substr(0, rest.find('\n'));
            const auto equals = std::min(line.find('='), line.size());
            form.emplace_back(line.substr(0, equals), line.substr(std::min(equals + 1, line.size())));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        }
        const launch_step step = side.proceed(posted(lti_1_3::login_path, std::move(form)), with);
        const auto* shown = std::get_if<show>(&step.what);
        const auto* away = shown ? std::get_if<reply>(&shown->what) : nullptr;
        if (away && !away->headers.find("location").starts_with("https://lms.example/auth?")) std::abort();
        break;
    }
    case 3: {
        browser_request request;
        request.http.method = "GET";
        request.http.path = lti_1_3::introduction_path;
        request.http.query = {{"invitation", "i"}, {"openid_configuration", "https://lms.example/c"}};
        (void)side.proceed(request, with);
        break;
    }
    case 4: {
        pull_options options;
        options.base_url = "https://lms.example";
        options.parameters = {{"memberships", "/m"}};
        const auto pull = members.pull(options);
        nobody into;
        if (const auto asked = pull->next()) pull->take(*asked, answer, into);
        break;
    }
    case 5: (void)lti_1_3::read_login_state(bytes); break;
    }
    return 0;
}
