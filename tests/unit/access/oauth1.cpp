// Signed requests of OneRoster 1.1: what is let in, what is not, and an independent library's signatures.
#include "gateway/access/oauth1.hpp"
#include "gateway/codec/json_document.hpp"
#include "tests/support/environment.hpp"
#include "tests/support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace schakel;
using namespace schakel::access;

namespace {

constexpr std::string_view test_secret = "geheim-van-de-test";
const instant noon{std::chrono::seconds(1767225600)};

// A client that signs, and the server that verifies.
struct exchange_of_requests {
    test::fake_clock time{noon};
    crypto::replay_guard nonces{time, 100};
    oauth1::signed_request request{
        "GET", "https://rooster.example", "/ims/oneroster/v1p1/users", "limit=100&filter=status%3D%27active%27", {}};
    std::string header;

    void sign(std::string_view nonce = "eenmalig-1", std::string_view method = "HMAC-SHA1") {
        header = oauth1::authorization_header(request, "elo", test_secret, method, noon, nonce);
    }
    result<std::string, oauth1::refusal> verify() {
        request.authorization = header;
        const auto secrets = [](std::string_view key) {
            return key == "elo" ? std::optional<std::string>(test_secret) : std::nullopt;
        };
        return oauth1::verify(request, secrets, time.now(), nonces);
    }
};

void replace(std::string& text, std::string_view what, std::string_view with) {
    text.replace(text.find(what), what.size(), with);
}

} // namespace

TEST_CASE("a signed request is let in once") {
    for (const std::string_view method : {"HMAC-SHA1", "HMAC-SHA256"}) {
        exchange_of_requests both;
        both.sign("eenmalig-1", method);
        const auto first = both.verify();
        REQUIRE(first);
        CHECK(*first == "elo");
        CHECK(both.verify().error() == oauth1::refusal::replayed);
        both.sign("eenmalig-2", method);
        CHECK(both.verify());
    }
}

TEST_CASE("the signature covers query, path, host and method") {
    exchange_of_requests both;
    both.sign();
    const oauth1::signed_request good = both.request;
    both.request.query = "limit=1000&filter=status%3D%27active%27";
    CHECK(both.verify().error() == oauth1::refusal::wrong_signature);
    both.request = good;
    both.request.path = "/ims/oneroster/v1p1/demographics";
    CHECK(both.verify().error() == oauth1::refusal::wrong_signature);
    both.request = good;
    both.request.base = "https://ander.example";
    CHECK(both.verify().error() == oauth1::refusal::wrong_signature);
    both.request = good;
    both.request.method = "POST";
    CHECK(both.verify().error() == oauth1::refusal::wrong_signature);
}

TEST_CASE("the hash of a body is signed with the rest") {
    exchange_of_requests both;
    both.header = oauth1::authorization_header(
        both.request, "elo", test_secret, "HMAC-SHA1", noon, "eenmalig-1", std::string_view("<a/>")
    );
    const auto fields = oauth1::parse_authorization(both.header);
    REQUIRE(fields);
    CHECK(forms::value_of(*fields, "oauth_body_hash") == "25qoZjLG8syZaEot0V0rZIKOdiI=");
    CHECK(both.verify());
}

TEST_CASE("the same parameters in another spelling and order have the same signature") {
    exchange_of_requests both;
    both.sign();
    both.request.query = "filter=%73tatus='active'&limit=100";
    both.request.base = "HTTPS://Rooster.example:443/";
    CHECK(both.verify());
}

TEST_CASE("a refused request does not use up its nonce") {
    exchange_of_requests both;
    both.sign();
    const std::string good = both.header;
    replace(both.header, "oauth_signature=\"", "oauth_signature=\"AAAA");
    CHECK(both.verify().error() == oauth1::refusal::wrong_signature);
    both.header = good;
    CHECK(both.verify());
}

TEST_CASE("timestamps outside the window are refused") {
    exchange_of_requests both;
    both.sign();
    both.time.advance(301s);
    CHECK(both.verify().error() == oauth1::refusal::stale);
    both.time.advance(-602s);
    CHECK(both.verify().error() == oauth1::refusal::stale);
    both.time.advance(601s);
    CHECK(both.verify());
    both.time.advance(1s); // its nonce may be forgotten, its timestamp still keeps it out
    CHECK(both.verify().error() == oauth1::refusal::stale);
}

TEST_CASE("headers that cannot be verified say why") {
    exchange_of_requests both;
    both.header = "Bearer abc";
    CHECK(both.verify().error() == oauth1::refusal::not_signed);
    for (const std::string_view broken :
         {"OAuth", "OAuth oauth_nonce", "OAuth oauth_nonce=\"1", "OAuth a=\"%4\"", "OAuth a=\"1\" b=\"2\"",
          "OAuth a=\"1\", a=\"2\"", "OAuth "}) {
        both.header = broken;
        CHECK(both.verify().error() == oauth1::refusal::not_signed);
    }
    both.sign();
    replace(both.header, "HMAC-SHA1", "PLAINTEXT");
    CHECK(both.verify().error() == oauth1::refusal::unsupported);
    both.sign();
    replace(both.header, "\"elo\"", "\"vreemd\"");
    CHECK(both.verify().error() == oauth1::refusal::unknown_client);
    both.sign();
    both.request.query = "filter=%4";
    CHECK(both.verify().error() == oauth1::refusal::not_signed);
}

TEST_CASE("base strings and signatures equal those of an independent library") {
    std::ifstream in(test::shared_folder() / "corpus/oneroster/oauth1-request-vectors.json");
    if (!in) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    std::stringstream text;
    text << in.rdbuf();
    findings found;
    const auto vectors = json::document::parse(text.str(), {}, found);
    REQUIRE(vectors);
    for (auto one = vectors->root().first_child(); one; one = one.next_sibling()) {
        CAPTURE(one.member("name").text());
        const std::string_view url = one.member("url").text();
        const std::size_t path = url.find('/', 8);
        const std::size_t question = std::min(url.find('?'), url.size());
        std::string header = "OAuth realm=\"\"";
        oauth1::parameter_list fields;
        for (auto field = one.member("oauth").first_child(); field; field = field.next_sibling()) {
            fields.emplace_back(field.name(), field.text());
            header.append(", ").append(field.name()).append("=\"").append(field.text()).append("\"");
        }
        const std::string signature = oauth1::percent_encode(one.member("oauth_signature").text());
        header.append(",oauth_signature=\"").append(signature).append("\"");
        const oauth1::signed_request request{
            one.member("http_method").text(), url.substr(0, path), url.substr(path, question - path),
            url.substr(std::min(question + 1, url.size())), header};
        CHECK(oauth1::signature_base(request, fields) == one.member("signature_base_string").text());
        const test::fake_clock time(noon);
        crypto::replay_guard nonces(time, 10);
        const auto secrets = [&](std::string_view) { return std::string(one.member("consumer_secret").text()); };
        CHECK(oauth1::verify(request, secrets, noon, nonces));
    }
}
