#include "tests/adapters/saml_entree/login_desk.hpp"

#include "gateway/codec/form_fields.hpp"
#include "gateway/codec/raw_deflate.hpp"
#include "gateway/crypto/base64.hpp"
#include "tests/support/self_signed.hpp"

#include <doctest/doctest.h>

namespace schakel::test {

namespace {

class one_party final : public launch_parties {
public:
    explicit one_party(const launch_party& party) : party_(party) {}

    const launch_party* find(launch_side side, std::string_view system) const override {
        return side == launch_side::source && system == party_.system ? &party_ : nullptr;
    }
    std::vector<const launch_party*>
    find_by_name(launch_side, std::string_view issuer, std::string_view) const override {
        if (issuer != party_.issuer) return {};
        return {&party_};
    }
    const launch_party* find_by_key(launch_side, std::string_view) const override { return nullptr; }

private:
    const launch_party& party_;
};

class own_keys final : public launch_keys {
public:
    own_keys(const login_desk& desk, const certified& own) : desk_(desk), own_(own) {}

    crypto::key current(crypto::algorithm) const override { return own_.key; }
    crypto::key_set published() const override { return {}; }
    std::string jwks() const override { return {}; }
    std::optional<certified> saml() const override {
        return desk_.has_signing_key ? std::optional(own_) : std::nullopt;
    }
    std::vector<certified> saml_decryption() const override { return desk_.decryption; }

private:
    const login_desk& desk_;
    const certified& own_;
};

launch_keys::certified make_own_key() {
    const crypto::key key = crypto::key::generate(crypto::key_kind::rsa);
    return {key, self_signed(key, "gw.example")};
}

} // namespace

// One for all tests: a key takes longer than a test.
const identity_provider& login_desk::provider() const {
    static const identity_provider one;
    return one;
}

login_desk::login_desk()
    : adapter_(make_saml_entree()), own_([] {
          static const launch_keys::certified one = make_own_key();
          return one;
      }()) {
    party.system = "petteflat";
    party.standard = "saml-entree";
    party.issuer = "https://idp.school.example/metadata";
    party.metadata = provider().metadata();
    parties_ = std::make_unique<one_party>(party);
    keys_ = std::make_unique<own_keys>(*this, own_);
}

launching login_desk::now_known() {
    launching with;
    with.base_url = "https://gw.example/saml/entree";
    with.gateway_url = "https://gw.example";
    with.parties = parties_.get();
    with.keys = keys_.get();
    with.now = now;
    with.random = [this] {
        std::string name = "random-" + std::to_string(++made_);
        name.resize(32, '-'); // as long as the core makes them
        return name;
    };
    with.answer_of = [this](std::string_view url) -> const received_answer* {
        const auto found = documents.find(std::string(url));
        return found == documents.end() ? nullptr : &found->second;
    };
    return with;
}

launch_step login_desk::keep(launch_step step) {
    const auto note = [&](const show& what) {
        for (const remembering& one : what.remember) {
            remembered[one.key] = one;
            relay_state = one.key;
        }
    };
    if (const auto* shown = std::get_if<show>(&step.what)) note(*shown);
    return step;
}

launch_step login_desk::begin_step() {
    return keep(adapter_->launch()->begin(
        {.system = party.system, .target = "https://publisher.example/book", .product = "9789000000001"}, now_known()
    ));
}

std::string login_desk::begin() {
    const launch_step step = begin_step();
    const auto* shown = std::get_if<show>(&step.what);
    REQUIRE(shown);
    const auto fields = forms::read(remembered.at(relay_state).bytes);
    REQUIRE(fields);
    return std::string(forms::value_of(*fields, "request"));
}

launch_step login_desk::sign_out(const model::launch_session& session) {
    return keep(adapter_->launch()->sign_out(session, party, now_known()));
}

launch_step login_desk::proceed(browser_request request) {
    launching with = now_known();
    const std::string key = adapter_->launch()->recall_key(request);
    if (const auto found = remembered.find(key); found != remembered.end()) {
        with.remembered = recalled{found->second.bytes, party.system, browser, found->second.binding, nullptr};
        remembered.erase(found); // used up
    }
    return keep(adapter_->launch()->proceed(request, with));
}

launch_step login_desk::post(const std::string& xml, const std::string& field, const std::string& to) {
    browser_request request;
    request.http.method = "POST";
    request.http.path = to;
    request.form = {{field, crypto::to_base64(xml)}};
    if (!relay_state.empty()) request.form.emplace_back("RelayState", relay_state);
    return proceed(std::move(request));
}

launch_step login_desk::get(const std::string& raw_query, const std::string& to) {
    browser_request request;
    request.http.method = "GET";
    request.http.path = to;
    request.raw_query = raw_query;
    const auto fields = forms::read(raw_query);
    REQUIRE(fields);
    request.http.query = *fields;
    return proceed(std::move(request));
}

reply login_desk::metadata(const std::string& of) {
    exchange asked;
    asked.method = "GET";
    asked.path = "/metadata";
    if (!of.empty()) asked.query = {{"for", of}};
    return std::get<reply>(adapter_->launch()->serve(asked, now_known()).what);
}

std::string outcome(const launch_step& step) {
    if (const auto* no = std::get_if<refused>(&step.what)) return no->code;
    if (std::holds_alternative<arrived>(step.what)) return "arrived";
    if (std::holds_alternative<show>(step.what)) return "show";
    if (std::holds_alternative<ask_first>(step.what)) return "ask-first";
    if (std::holds_alternative<signed_out>(step.what)) return "signed-out";
    return "something else";
}

std::string value_between(const std::string& text, const std::string& before, const std::string& after) {
    const std::size_t from = text.find(before);
    REQUIRE_MESSAGE(from != text.npos, before);
    const std::size_t begin = from + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

std::string with(std::string text, const std::string& part, const std::string& instead) {
    const std::size_t at = text.find(part);
    REQUIRE_MESSAGE(at != text.npos, part);
    return text.replace(at, part.size(), instead);
}

std::string without(std::string text, const std::string& part) {
    return with(std::move(text), part, "");
}

} // namespace schakel::test
