// The token end point from assertion to access, and what it refuses (B6).
#include "gateway/access/access_control.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/crypto/base64.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

constexpr std::string_view issuer = "https://schakel.example";

struct token_bench {
    token_bench() {
        all.tokens.issuer = issuer;
        all.tokens.key_file = folder.file("token.pem");
        settings::system client;
        client.id = "toets";
        client.receive.emplace();
        client.receive->token = settings::token_client{"client-1", key.public_pem(), {"results", "rosters"}, {}};
        all.systems = {client};
        tokens = std::move(*access::token_issuer::create(all, time));
    }

    std::int64_t now() const { return std::chrono::floor<std::chrono::seconds>(time.now()).time_since_epoch().count(); }

    struct claims {
        std::string subject = "client-1", audience{issuer}, id = "jti-1";
        std::int64_t lasts = 60;
    };
    std::string claims_text(const claims& of) const {
        json::writer out;
        out.begin_object().member("iss", of.subject).member("sub", of.subject).member("aud", of.audience);
        out.member("iat", now()).member("exp", std::int64_t{now() + of.lasts}).member("jti", of.id).end_object();
        return out.finish();
    }
    std::string assertion(const claims& of) const {
        return *crypto::sign_token(key, crypto::algorithm::es256, claims_text(of));
    }
    reply ask(const std::string& proof, const std::string& client = "client-1", const std::string& scope = {}) {
        return tokens->issue(
            {{"grant_type", "client_credentials"},
             {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
             {"client_id", client},
             {"client_assertion", proof},
             {"scope", scope}}
        );
    }
    static std::string field(const reply& of, std::string_view name) {
        findings found;
        const auto body = json::document::parse(of.body, {}, found);
        return body ? std::string(body->root().member(name).text()) : "not JSON";
    }

    test::fake_clock time;
    test::temporary_folder folder;
    crypto::key key = crypto::key::generate(crypto::key_kind::ec_p256);
    settings::settings all;
    std::unique_ptr<access::token_issuer> tokens;
};

} // namespace

TEST_CASE("a signed assertion gets a token that lets its client in until it expires") {
    token_bench on;
    const reply granted = on.ask(on.assertion({}));
    REQUIRE(granted.status == 200);
    CHECK(granted.headers.find("Cache-Control") == "no-store");
    CHECK(on.field(granted, "token_type") == "Bearer");
    CHECK(on.field(granted, "scope") == "results rosters");
    const std::string token = on.field(granted, "access_token");
    CHECK(on.tokens->holder_of(token)->client_id == "client-1");
    const access::access_control control(on.all, on.tokens.get());
    presented_credentials shown;
    shown.kind = presented_credentials::form::bearer;
    shown.key = token;
    CHECK(control.identify(shown, "edu-v")->system->id == "toets");
    on.time.advance(on.all.tokens.lifetime + 1s);
    CHECK_FALSE(on.tokens->holder_of(token));
}

TEST_CASE("the token address is an audience too, and scopes are narrowed to what is asked") {
    token_bench on;
    const reply granted =
        on.ask(on.assertion({.audience = std::string(issuer) + "/oauth2/token"}), "client-1", "unknown results");
    CHECK(granted.status == 200);
    CHECK(on.field(granted, "scope") == "results");
    CHECK(on.field(on.ask(on.assertion({.id = "2"}), "client-1", "result"), "error") == "invalid_scope");
}

TEST_CASE("B6 assertions that prove nothing are refused") {
    token_bench on;
    const auto refused = [&](const std::string& proof, const std::string& client = "client-1") {
        const reply told = on.ask(proof, client);
        return std::to_string(told.status) + " " + on.field(told, "error");
    };
    const std::string no = "401 invalid_client";
    const auto part = [](std::string_view text) { return crypto::to_base64url(text); };
    SUBCASE("B6.1 alg none") {
        CHECK(refused(part(R"({"alg":"none"})") + "." + part(on.claims_text({})) + ".") == no);
    }
    SUBCASE("B6.2 a symmetric algorithm with the public key") {
        CHECK(refused(part(R"({"alg":"HS256"})") + "." + part(on.claims_text({})) + "." + part("x")) == no);
    }
    SUBCASE("B6.5 expired, beyond what clocks may differ") {
        const std::string proof = on.assertion({.lasts = 60});
        on.time.advance(91s);
        CHECK(refused(proof) == no);
    }
    SUBCASE("B6.7 a token of one megabyte") {
        CHECK(refused(std::string(1'000'000, 'a')) == no);
    }
    SUBCASE("B6.8 for somebody else") {
        CHECK(refused(on.assertion({.audience = "https://other.example"})) == no);
    }
    SUBCASE("B6.9 used before") {
        const std::string proof = on.assertion({});
        CHECK(on.ask(proof).status == 200);
        CHECK(refused(proof) == no);
    }
    SUBCASE("of another client") {
        CHECK(refused(on.assertion({.subject = "client-2"})) == no);
        CHECK(refused(on.assertion({}), "client-2") == no);
    }
    SUBCASE("signed with another key") {
        const auto other = crypto::key::generate(crypto::key_kind::ec_p256);
        CHECK(refused(*crypto::sign_token(other, crypto::algorithm::es256, on.claims_text({}))) == no);
    }
    SUBCASE("valid for longer than it is remembered") {
        CHECK(refused(on.assertion({.lasts = 2 * 86'400})) == no);
        CHECK(refused(on.assertion({.lasts = std::int64_t{1} << 50})) == no);
    }
    SUBCASE("without an id of its own") {
        CHECK(refused(on.assertion({.id = ""})) == no);
    }
}

TEST_CASE("forms that ask for something else") {
    token_bench on;
    CHECK(on.field(on.tokens->issue({}), "error") == "unsupported_grant_type");
    CHECK(on.field(on.tokens->issue({{"grant_type", "password"}}), "error") == "unsupported_grant_type");
    CHECK(on.field(on.tokens->issue({{"grant_type", "client_credentials"}}), "error") == "invalid_request");
    CHECK(on.field(on.tokens->issue({{"scope", "a"}, {"scope", "b"}}), "error") == "invalid_request");
}

TEST_CASE("a token of ours is not accepted when it is changed, foreign or an assertion") {
    token_bench on, other;
    const std::string token = on.field(on.ask(on.assertion({})), "access_token");
    CHECK_FALSE(other.tokens->holder_of(token));
    CHECK_FALSE(on.tokens->holder_of(token.substr(0, token.size() - 4) + "AAAA"));
    CHECK_FALSE(on.tokens->holder_of(on.assertion({.id = "3"})));
    CHECK_FALSE(on.tokens->holder_of(""));
}

TEST_CASE("B6.9 an assertion that was used before a reload is refused after it") {
    token_bench on;
    const std::string used = on.assertion({.id = "once"});
    REQUIRE(on.ask(used).status == 200);
    on.tokens = std::move(*access::token_issuer::create(on.all, on.time, on.tokens.get()));
    CHECK(on.ask(used).status == 401);
}

TEST_CASE("the signing key stays the same over restarts") {
    token_bench on;
    const std::string token = on.field(on.ask(on.assertion({})), "access_token");
    const auto again = access::token_issuer::create(on.all, on.time);
    REQUIRE(again);
    CHECK((*again)->holder_of(token)->client_id == "client-1");
    CHECK((*again)->jwks() == on.tokens->jwks());
}

namespace {

// A client that shows a secret, as OneRoster 1.2 has it.
struct secret_bench : token_bench {
    secret_bench() {
        settings::system lms;
        lms.id = "lms";
        lms.query.emplace();
        lms.query->token = settings::token_client{"lms 1", {}, {"roster-core", "roster"}, "geheim:+%"};
        all.systems.push_back(lms);
        tokens = std::move(*access::token_issuer::create(all, time));
    }
    reply ask_with(const std::string& login, std::vector<std::pair<std::string, std::string>> more = {}) {
        more.emplace_back("grant_type", "client_credentials");
        return tokens->issue(more, login.empty() ? std::string() : "Basic " + crypto::to_base64(login));
    }
};

} // namespace

TEST_CASE("a client secret in HTTP Basic or in the form gets a token that says its scopes") {
    secret_bench on;
    const reply granted = on.ask_with("lms+1:geheim%3A%2B%25", {{"scope", "roster-core demographics"}});
    REQUIRE(granted.status == 200);
    CHECK(on.field(granted, "scope") == "roster-core");
    const auto holder = on.tokens->holder_of(on.field(granted, "access_token"));
    REQUIRE(holder);
    CHECK(holder->client_id == "lms 1");
    CHECK(holder->scopes == access::token_issuer::scope_set{"roster-core"});
    CHECK(on.ask_with({}, {{"client_id", "lms 1"}, {"client_secret", "geheim:+%"}}).status == 200);
}

TEST_CASE("a client may put its prefix before scopes, or name none") {
    secret_bench on;
    const std::string login = "lms+1:geheim%3A%2B%25";
    CHECK(on.field(on.ask_with(login, {{"scope", "vendor:roster-core"}}), "error") == "invalid_scope");
    on.all.systems.back().query->token->scope_prefix = "vendor:";
    on.tokens = std::move(*access::token_issuer::create(on.all, on.time));
    const reply granted = on.ask_with(login, {{"scope", "vendor:roster-core vendor:demographics"}});
    CHECK(on.field(granted, "scope") == "vendor:roster-core");
    const auto holder = on.tokens->holder_of(on.field(granted, "access_token"));
    REQUIRE(holder);
    CHECK(holder->scopes == access::token_issuer::scope_set{"roster-core"});
    CHECK(on.field(on.ask_with(login, {{"scope", "roster-core"}}), "scope") == "roster-core");
    CHECK(on.field(on.ask_with(login), "scope") == "roster roster-core");
    CHECK(on.field(on.ask_with(login, {{"scope", "other:roster-core"}}), "error") == "invalid_scope");
}

TEST_CASE("a wrong secret is refused, and who has none cannot show one") {
    secret_bench on;
    const reply wrong = on.ask_with("lms+1:Geheim");
    CHECK(wrong.status == 401);
    CHECK(wrong.headers.find("WWW-Authenticate").starts_with("Basic"));
    CHECK(on.field(wrong, "error") == "invalid_client");
    CHECK(on.ask_with("nobody:geheim").status == 401);
    CHECK(on.ask_with("client-1:").status == 401); // it has keys
    CHECK(on.ask_with("lms+1:geheim%3A%2B%25", {{"client_secret", "geheim:+%"}}).status == 400);
    CHECK(on.ask_with("lms+1:geheim%3A%2B%25", {{"scope", "demographics"}}).status == 400);
    CHECK(on.ask(on.assertion({.subject = "lms 1"}), "lms 1").status == 401); // it has no keys
}

TEST_CASE("a scope that is taken away is gone from tokens that were given out") {
    secret_bench on;
    const std::string token = on.field(on.ask_with("lms+1:geheim%3A%2B%25"), "access_token");
    CHECK(on.tokens->holder_of(token)->scopes.size() == 2);
    on.all.systems.back().query->token->scopes = {"roster-core"};
    const auto reloaded = access::token_issuer::create(on.all, on.time, on.tokens.get());
    CHECK((*reloaded)->holder_of(token)->scopes == access::token_issuer::scope_set{"roster-core"});
}

TEST_CASE("a token that was seen before still ends in time") {
    secret_bench on;
    const std::string token = on.field(on.ask_with("lms+1:geheim%3A%2B%25"), "access_token");
    CHECK(on.tokens->holder_of(token));
    on.time.advance(on.all.tokens.lifetime - 1s);
    CHECK(on.tokens->holder_of(token));
    on.time.advance(2s);
    CHECK_FALSE(on.tokens->holder_of(token));
}
