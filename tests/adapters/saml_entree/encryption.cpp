// Assertions that were encrypted for us.
#include "tests/adapters/saml_entree/login_desk.hpp"

#include "tests/support/self_signed.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

launch_keys::certified decryption_key() {
    static const crypto::key key = crypto::key::generate(crypto::key_kind::rsa);
    static const std::string certificate = self_signed(key, "gw.example");
    return {key, certificate};
}

struct sealed_login {
    bool signed_inside = true, signed_outside = false, cbc = false, has_key = true;
};

std::string outcome_of(const sealed_login& how) {
    login_desk desk;
    if (how.has_key) desk.decryption = {decryption_key()};
    told_answer what;
    what.in_response_to = desk.begin();
    const identity_provider& idp = desk.provider();
    const std::string inner = how.signed_inside ? idp.signed_assertion(what) : idp.assertion(what);
    const std::string sealed = encrypted(inner, decryption_key().key, how.cbc);
    return outcome(desk.post(how.signed_outside ? idp.signed_response(what, sealed) : idp.response(what, sealed)));
}

} // namespace

TEST_CASE("an encrypted assertion is read, and its signature is judged as ever") {
    CHECK(outcome_of({}) == "arrived");
    CHECK(outcome_of({.signed_outside = true}) == "arrived");
    CHECK(outcome_of({.signed_inside = false, .signed_outside = true}) == "arrived");
    CHECK(outcome_of({.signed_inside = false}) == "signature.missing");
}

TEST_CASE("AES-CBC counts only in a response that is signed as a whole") {
    CHECK(outcome_of({.cbc = true}) == "encryption.method");
    CHECK(outcome_of({.signed_outside = true, .cbc = true}) == "arrived");
}

TEST_CASE("without a key for decryption nothing can be encrypted for us") {
    CHECK(outcome_of({.has_key = false}) == "saml.no-decryption-key");
}

TEST_CASE("what is decrypted is as much a stranger's as what is not") {
    login_desk desk;
    desk.decryption = {decryption_key()};
    for (const auto& [inside, refusal] :
         {std::pair{"<!DOCTYPE x><x/>", "xml.doctype"}, std::pair{"<x/>", "signature.missing"},
          std::pair{"no xml", "xml."}}) {
        told_answer what;
        what.in_response_to = desk.begin();
        const std::string sealed = encrypted(inside, decryption_key().key);
        CHECK(outcome(desk.post(desk.provider().response(what, sealed))).starts_with(refusal));
    }
}

TEST_CASE("our metadata publish the keys for decryption, the newest first") {
    login_desk desk;
    desk.decryption = {decryption_key()};
    const std::string xml = desk.metadata().body;
    CHECK(xml.find("use=\"encryption\"") != xml.npos);
}
