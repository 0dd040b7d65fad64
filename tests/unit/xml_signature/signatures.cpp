// What is accepted of a signature, and the finding for everything else.
#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "adapters/common/xml_signature/sign.hpp"
#include "adapters/common/xml_signature/signed_document.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace schakel;
using namespace schakel::xml_signature;

namespace {

const crypto::key& peer() {
    static const crypto::key key = crypto::key::generate(crypto::key_kind::rsa);
    return key;
}

const std::string message = R"(<m:note xmlns:m="urn:test" ID="n1"><m:to>klas 2b</m:to></m:note>)";

std::string signed_message(const crypto::key& by = peer()) {
    return sign_root(message, message.find("<m:to>"), by);
}

std::string with(std::string text, const std::string& old_part, const std::string& new_part) {
    const std::size_t at = text.find(old_part);
    REQUIRE_MESSAGE(at != text.npos, old_part);
    return text.replace(at, old_part.size(), new_part);
}

// Of the root, or of the first element of that name in the root.
std::string verdict(
    const std::string& bytes, const crypto::key& known = peer(), const allowed_algorithms& allowed = {},
    const std::string& child = {}
) {
    const auto read = signed_document::read(bytes, {});
    if (!read) return std::string(read.error().broken->id);
    const std::vector<trusted_key> keys{trusted_key(known)};
    const xml::node element = child.empty() ? read->root() : read->root().child("urn:test", child);
    const auto part = read->verify(element, {keys, &allowed});
    return part ? part->canonical : std::string(part.error().broken->id);
}

} // namespace

TEST_CASE("a signed element is read back as its canonical bytes, without the signature") {
    CHECK(verdict(signed_message()) == message);
    CHECK(verdict(with(signed_message(), "klas 2b", "klas<!-- 3a --> 2b")) == message);
}

TEST_CASE("elliptic curves sign and verify too") {
    for (const crypto::key_kind kind :
         {crypto::key_kind::ec_p256, crypto::key_kind::ec_p384, crypto::key_kind::ec_p521}) {
        const crypto::key key = crypto::key::generate(kind);
        CHECK(verdict(signed_message(key), key) == message);
    }
}

TEST_CASE("any change of what was signed is seen") {
    CHECK(verdict(with(signed_message(), "klas 2b", "klas 3a")) == "signature.content");
    CHECK(verdict(with(signed_message(), "<m:to>", "<m:to> ")) == "signature.content");
    CHECK(verdict(with(signed_message(), "</m:note>", "<m:to>ook mij</m:to></m:note>")) == "signature.content");
    CHECK(verdict(with(signed_message(), "ID=\"n1\"", "ID=\"n1\" m:x=\"1\"")) == "signature.content");
}

TEST_CASE("only the keys that are known of the peer count") {
    const crypto::key other = crypto::key::generate(crypto::key_kind::rsa);
    CHECK(verdict(signed_message(other)) == "signature.value");
    CHECK(verdict(signed_message(), crypto::key::generate(crypto::key_kind::ec_p256)) == "signature.value");

    const auto read = signed_document::read(signed_message(), {});
    REQUIRE(read);
    const allowed_algorithms allowed;
    const std::vector<trusted_key> rolled_over{trusted_key(other), trusted_key(peer())};
    CHECK(read->verify(read->root(), {rolled_over, &allowed}));
    CHECK_FALSE(read->verify(read->root(), {{}, &allowed}));
}

TEST_CASE("what the message says of keys is not read") {
    const crypto::key other = crypto::key::generate(crypto::key_kind::rsa);
    std::string forged = signed_message(other);
    forged = with(
        forged, "</ds:SignatureValue>",
        "</ds:SignatureValue><ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus>"
        "<ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>"
    );
    CHECK(verdict(forged) == "signature.value");
    const std::string fetching = with(
        signed_message(), "</ds:SignatureValue>",
        "</ds:SignatureValue><ds:KeyInfo><ds:RetrievalMethod URI=\"http://192.0.2.1/key\"/></ds:KeyInfo>"
    );
    CHECK(verdict(fetching) == message);
}

TEST_CASE("a signature of another form is refused before anything is calculated") {
    const std::string good = signed_message();
    CHECK(verdict(message) == "signature.missing");
    const std::size_t begin = good.find("<ds:Signature "), end = good.find("</ds:Signature>") + 15;
    const std::string signature = good.substr(begin, end - begin);
    CHECK(verdict(good.substr(0, end) + signature + good.substr(end)) == "signature.several");

    CHECK(verdict(with(good, "URI=\"#n1\"", "URI=\"\"")) == "signature.reference");
    CHECK(verdict(with(good, "URI=\"#n1\"", "URI=\"#n2\"")) == "signature.reference");
    CHECK(verdict(with(good, "URI=\"#n1\"", "URI=\"#xpointer(/)\"")) == "signature.reference");
    CHECK(verdict(with(good, "URI=\"#n1\"", "URI=\"#xpointer(id('n1'))\"")) == "signature.reference");
    CHECK(verdict(with(good, "URI=\"#n1\"", "URI=\"http://192.0.2.1/n1\"")) == "signature.reference");
    CHECK(verdict(with(good, " URI=\"#n1\"", "")) == "signature.reference");

    CHECK(verdict(with(good, "<ds:SignatureValue>", "<ds:Object/><ds:SignatureValue>")) == "signature.form");
    CHECK(
        verdict(with(good, "</ds:Signature>", "<ds:Object><m:note/></ds:Object></ds:Signature>")) == "signature.form"
    );
    CHECK(verdict(with(good, "</ds:SignedInfo>", "<ds:Reference URI=\"#n1\"/></ds:SignedInfo>")) == "signature.form");
    CHECK(verdict(with(good, "<ds:DigestValue>", "<ds:Nothing/><ds:DigestValue>")) == "signature.form");
}

TEST_CASE("only enveloped-signature and exclusive canonicalization are allowed, each once") {
    const std::string good = signed_message();
    const std::string transform = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\">";
    for (const char* other :
         {"http://www.w3.org/TR/1999/REC-xslt-19991116", "http://www.w3.org/TR/1999/REC-xpath-19991116",
          "http://www.w3.org/2002/06/xmldsig-filter2", "http://www.w3.org/2000/09/xmldsig#base64",
          "http://www.w3.org/2001/10/xml-exc-c14n#"}) {
        const std::string bad = with(good, "#enveloped-signature", "");
        CHECK(
            verdict(with(bad, "http://www.w3.org/2000/09/xmldsig\"", std::string(other) + "\"")) ==
            "signature.transform"
        );
    }
    const std::string second = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>";
    CHECK(verdict(with(good, second, "")) == "signature.form");
    CHECK(verdict(with(good, second, second + second)) == "signature.form");
    CHECK(verdict(with(good, second, with(second, "c14n#", "c14n#WithComments"))) == "signature.transform");
    CHECK(verdict(with(good, transform, transform + "<ds:XPath>/</ds:XPath>")) == "signature.form");
}

TEST_CASE("an algorithm counts only when it is on the list of the peer") {
    const std::string good = signed_message();
    for (const char* other :
         {"http://www.w3.org/2000/09/xmldsig#hmac-sha1", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
          "http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#dsa-sha1", "none", ""}) {
        CHECK(verdict(with(good, uri_of(method::rsa_sha256).data(), other)) == "signature.method");
    }
    CHECK(
        verdict(with(good, uri_of(digest::sha256).data(), "http://www.w3.org/2000/09/xmldsig#sha1")) ==
        "signature.digest-method"
    );
    const allowed_algorithms one{.methods = {method::ecdsa_sha256}, .digests = {digest::sha256}};
    CHECK(verdict(good, peer(), one) == "signature.method");
}

TEST_CASE("an ID occurs once, however it is written") {
    const std::string good = signed_message();
    for (const char* twin : {" ID=\"n1\"", " Id=\"n1\"", " id=\"n1\"", " xml:id=\"n1\""}) {
        const std::string wrapped = "<w xmlns:m=\"urn:test\"><x" + std::string(twin) + "/>" + good + "</w>";
        CHECK(verdict(wrapped, peer(), {}, "note") == "signature.repeated-id");
    }
    CHECK(verdict("<w xmlns:m=\"urn:test\"><x ID=\"n2\"/>" + good + "</w>", peer(), {}, "note") == message);
}

TEST_CASE("a signature stands directly in the element that it signs") {
    const std::string good = signed_message();
    const std::size_t begin = good.find("<ds:Signature "), end = good.find("</ds:Signature>") + 15;
    const std::string signature = good.substr(begin, end - begin);
    CHECK(verdict("<w ID=\"w\">" + message + signature + "</w>") == "signature.reference");
    CHECK(
        verdict(good.substr(0, begin) + "<m:box>" + signature + "</m:box>" + good.substr(end)) == "signature.missing"
    );
    // The element that was signed, moved into its own signature, and another in its place.
    const std::string wrapped = with(
        with(good, "klas 2b", "klas 3a"), "</ds:Signature>", "<ds:Object>" + message + "</ds:Object></ds:Signature>"
    );
    CHECK(verdict(wrapped) == "signature.repeated-id");
}

TEST_CASE("documents that a stranger made large, deep or with a DOCTYPE do not reach xmlsec1") {
    CHECK(verdict("<!DOCTYPE note [<!ENTITY e \"x\">]>" + signed_message()) == "xml.doctype");
    CHECK(verdict("not xml").starts_with("xml."));
    document_limits small;
    small.bytes = 64;
    CHECK_FALSE(signed_document::read(signed_message(), small));
}
