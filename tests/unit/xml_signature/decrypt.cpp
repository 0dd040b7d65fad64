// What was encrypted for us, and what is refused of it.
#include "adapters/common/xml_signature/decrypt.hpp"

#include "gateway/crypto/aes.hpp"
#include "gateway/crypto/base64.hpp"
#include "tests/support/oaep.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace schakel;

namespace {

const crypto::key& own() {
    static const crypto::key key = crypto::key::generate(crypto::key_kind::rsa);
    return key;
}

struct sealing {
    std::string content_uri = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    std::string key_uri = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    std::string key = std::string(32, 'k');
    std::string plain = "<n>klas 2b</n>";
    bool cbc = false;
};

std::string sealed(const sealing& how) {
    const std::string content =
        *(how.cbc ? crypto::encrypt_aes_cbc(how.key, how.plain) : crypto::encrypt_aes_gcm(how.key, how.plain));
    return "<w xmlns:e=\"http://www.w3.org/2001/04/xmlenc#\" xmlns:d=\"http://www.w3.org/2000/09/xmldsig#\">"
           "<e:EncryptedData><e:EncryptionMethod Algorithm=\"" +
           how.content_uri + "\"/><d:KeyInfo><e:EncryptedKey><e:EncryptionMethod Algorithm=\"" + how.key_uri +
           "\"/><e:CipherData><e:CipherValue>" + crypto::to_base64(test::encrypt_oaep(own(), how.key)) +
           "</e:CipherValue></e:CipherData></e:EncryptedKey></d:KeyInfo><e:CipherData><e:CipherValue>" +
           crypto::to_base64(content) + "</e:CipherValue></e:CipherData></e:EncryptedData></w>";
}

std::string outcome(const std::string& bytes, bool cbc_allowed = false, const crypto::key& with = own()) {
    findings found;
    const auto read = xml::document::parse(bytes, {}, found);
    REQUIRE(read);
    const std::vector<crypto::key> keys{crypto::key::generate(crypto::key_kind::rsa), with};
    const auto plain = xml_signature::decrypt(read->root(), keys, cbc_allowed);
    return plain ? *plain : std::string(plain.error().broken->id);
}

} // namespace

TEST_CASE("what was encrypted for one of our keys is read") {
    CHECK(outcome(sealed({})) == "<n>klas 2b</n>");
    CHECK(
        outcome(sealed({.content_uri = "http://www.w3.org/2009/xmlenc11#aes128-gcm", .key = std::string(16, 'k')})) ==
        "<n>klas 2b</n>"
    );
}

TEST_CASE("AES-CBC counts only inside what is signed") {
    const sealing cbc{.content_uri = "http://www.w3.org/2001/04/xmlenc#aes256-cbc", .cbc = true};
    CHECK(outcome(sealed(cbc), true) == "<n>klas 2b</n>");
    CHECK(outcome(sealed(cbc), false) == "encryption.method");
}

TEST_CASE("weak or unknown methods are refused") {
    CHECK(outcome(sealed({.key_uri = "http://www.w3.org/2001/04/xmlenc#rsa-1_5"})) == "encryption.method");
    CHECK(
        outcome(sealed({.content_uri = "http://www.w3.org/2001/04/xmlenc#tripledes-cbc"}), true) == "encryption.method"
    );
}

TEST_CASE("every failure to decrypt is the same") {
    CHECK(outcome(sealed({}), false, crypto::key::generate(crypto::key_kind::rsa)) == "encryption.unreadable");
    std::string changed = sealed({});
    const std::size_t last = changed.rfind("</e:CipherValue>") - 8;
    changed[last] = changed[last] == 'A' ? 'B' : 'A';
    CHECK(outcome(changed) == "encryption.unreadable");
    CHECK(outcome(sealed({.key = std::string(16, 'k')})) == "encryption.unreadable"); // another size than it names
    CHECK(outcome("<w/>") == "encryption.form");
}
