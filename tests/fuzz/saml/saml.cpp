// Any bytes as documents of SAML, and a signed answer cut, moved and copied in any way: whoever comes in is the person
// whom the provider named.
#include "adapters/all_adapters.hpp"
#include "adapters/common/xml_signature/sign.hpp"
#include "adapters/saml_entree/acceptance.hpp"
#include "adapters/saml_entree/bindings.hpp"
#include "gateway/codec/form_fields.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace schakel;
using namespace schakel::saml_entree;

constexpr std::string_view person = "qj7cks8qdz9ph54@petteflat";

const crypto::key& provider() {
    static const crypto::key key = crypto::key::generate(crypto::key_kind::ec_p256);
    return key;
}

expectation expected() {
    expectation made;
    made.consumer = "https://gw.example/acs";
    made.own_entity = "https://gw.example";
    made.identity_provider = "https://idp.example";
    made.in_response_to = "_q";
    made.now = *parse_rfc3339("2026-11-21T09:30:00Z");
    return made;
}

std::string assertion(std::string_view id, std::string_view name) {
    return "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"" + std::string(id) +
           "\" Version=\"2.0\" IssueInstant=\"2026-11-21T09:30:00Z\"><saml:Issuer>https://idp.example</saml:Issuer>"
           "<saml:Subject><saml:NameID>" +
           std::string(name) +
           "</saml:NameID><saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
           "<saml:SubjectConfirmationData Recipient=\"https://gw.example/acs\" InResponseTo=\"_q\""
           " NotOnOrAfter=\"2026-11-21T09:35:00Z\"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions>"
           "<saml:AudienceRestriction><saml:Audience>https://gw.example</saml:Audience></saml:AudienceRestriction>"
           "</saml:Conditions><saml:AuthnStatement AuthnInstant=\"2026-11-21T09:30:00Z\"/></saml:Assertion>";
}

// A signed answer, and behind it what an attacker would like to have in its place.
std::string material() {
    const std::string plain = assertion("_a", person);
    const std::string good = xml_signature::sign_root(plain, plain.find("<saml:Subject>"), provider());
    return "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
           " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_r\" Version=\"2.0\" InResponseTo=\"_q\""
           " IssueInstant=\"2026-11-21T09:30:00Z\" Destination=\"https://gw.example/acs\">"
           "<saml:Issuer>https://idp.example</saml:Issuer><samlp:Status><samlp:StatusCode"
           " Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>" +
           good + "</samlp:Response>" + assertion("_e", "evil@petteflat") + assertion("_a", "evil@petteflat") +
           "<ds:Object></ds:Object><saml:Advice></saml:Advice><!-- --><![CDATA[]]>";
}

// Every four bytes are a piece of the material: where it begins and how long it is; half of them end at tags.
std::string arranged(const std::string& from, std::string_view plan) {
    std::string made;
    for (; plan.size() >= 4; plan.remove_prefix(4)) {
        const auto byte = [&](std::size_t at) {
            return static_cast<std::size_t>(static_cast<unsigned char>(plan[at]));
        };
        std::size_t begin = (byte(0) << 8 | byte(1)) % from.size();
        std::size_t size = byte(2) << (byte(3) % 8);
        if (byte(3) % 2 == 0) {
            begin = std::min(from.find('<', begin), from.size());
            size = std::min(from.find('<', std::min(begin + size, from.size())), from.size()) - begin;
        }
        made += from.substr(begin, size);
    }
    return made;
}

void judge(const std::string& answer) {
    static const std::vector<xml_signature::trusted_key> keys{xml_signature::trusted_key(provider())};
    static const xml_signature::allowed_algorithms allowed;
    const auto accepted = accept_response(answer, {keys, &allowed}, {}, expected());
    if (accepted && (!accepted->name || accepted->name->value != person)) std::abort();
}

void read(const std::string& bytes) {
    static const auto saml = make_saml_entree();
    exchange received;
    received.body = bytes;
    (void)saml->decode(received, {});
    browser_request request;
    request.http.method = "GET";
    request.raw_query = bytes;
    if (auto fields = forms::read(bytes)) request.http.query = *std::move(fields);
    (void)unpack(request);
    static const std::vector<xml_signature::trusted_key> keys{xml_signature::trusted_key(provider())};
    if (!judge_query(request, keys, {})) std::abort(); // nobody else has the key
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string from = material();
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    judge(bytes);
    judge(arranged(from, bytes));
    judge(from.substr(0, from.find("</samlp:Response>")) + arranged(from, bytes) + "</samlp:Response>");
    read(bytes);
    return 0;
}
