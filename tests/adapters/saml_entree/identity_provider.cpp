#include "tests/adapters/saml_entree/identity_provider.hpp"

#include "adapters/common/xml_signature/sign.hpp"
#include "gateway/crypto/aes.hpp"
#include "gateway/crypto/base64.hpp"
#include "tests/support/oaep.hpp"
#include "tests/support/self_signed.hpp"

#include <algorithm>

namespace schakel::test {

namespace {

std::string time_attribute(const char* name, std::optional<instant> when) {
    return when ? std::string(" ") + name + "=\"" + to_rfc3339(*when) + "\"" : "";
}

std::string body_of(const std::string& pem) {
    const std::size_t from = pem.find('\n') + 1;
    std::string body = pem.substr(from, pem.find("-----END") - from);
    std::erase(body, '\n');
    return body;
}

std::string attributes_of(const told_answer& what) {
    std::string out;
    for (const auto& [name, values] : what.attributes) {
        out +=
            "<saml:Attribute Name=\"" + name + "\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:basic\">";
        for (const std::string& value : values) out += "<saml:AttributeValue>" + value + "</saml:AttributeValue>";
        out += "</saml:Attribute>";
    }
    return out.empty() ? out : "<saml:AttributeStatement>" + out + "</saml:AttributeStatement>";
}

std::string conditions_of(const told_answer& what) {
    return "<saml:Conditions" + time_attribute("NotBefore", what.not_before) +
           time_attribute("NotOnOrAfter", what.not_on_or_after) + "><saml:AudienceRestriction><saml:Audience>" +
           what.audience + "</saml:Audience></saml:AudienceRestriction>" + what.further_conditions +
           "</saml:Conditions>";
}

} // namespace

instant school_morning() {
    return std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 9h + 30min;
}

identity_provider::identity_provider()
    : key_(crypto::key::generate(crypto::key_kind::rsa)), certificate_(self_signed(key_, "idp.school.example")) {}

std::string identity_provider::metadata(const std::vector<std::string>& certificates) const {
    std::string keys;
    for (const std::string& one : certificates.empty() ? std::vector{certificate_} : certificates)
        keys += "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + body_of(one) +
                "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>";
    return "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\""
           " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" ID=\"_m\""
           " entityID=\"https://idp.school.example/metadata\">"
           "<md:IDPSSODescriptor WantAuthnRequestsSigned=\"true\""
           " protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">" +
           keys +
           "<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\""
           " Location=\"https://idp.school.example/slo\" ResponseLocation=\"https://idp.school.example/slo-answers\"/>"
           "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\""
           " Location=\"https://idp.school.example/sso\"/>"
           "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\""
           " Location=\"https://idp.school.example/sso-post\"/>"
           "</md:IDPSSODescriptor></md:EntityDescriptor>";
}

std::string identity_provider::signed_metadata(const crypto::key& by) const {
    const std::string plain = metadata();
    return xml_signature::sign_root(plain, plain.find("<md:IDPSSODescriptor"), by);
}

std::string identity_provider::assertion(const told_answer& what) const {
    return "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"" + what.assertion_id +
           "\" Version=\"" + what.version + "\"" + time_attribute("IssueInstant", what.issued) + "><saml:Issuer>" +
           what.entity + "</saml:Issuer><saml:Subject><saml:NameID Format=\"" + what.name_format + "\">" + what.name +
           "</saml:NameID><saml:SubjectConfirmation Method=\"" + what.method +
           "\"><saml:SubjectConfirmationData Recipient=\"" + what.recipient + "\" InResponseTo=\"" +
           what.confirmed_request.value_or(what.in_response_to) + "\"" +
           time_attribute("NotBefore", what.confirmation_not_before) +
           time_attribute("NotOnOrAfter", what.confirmed_until) + "/></saml:SubjectConfirmation></saml:Subject>" +
           (what.conditions ? conditions_of(what) : "") +
           (what.authentication
                ? "<saml:AuthnStatement AuthnInstant=\"2026-11-21T09:29:00Z\" SessionIndex=\"_session-1\"" +
                      time_attribute("SessionNotOnOrAfter", what.session_until) +
                      "><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
                      "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
                : "") +
           what.further_statements + attributes_of(what) + "</saml:Assertion>";
}

std::string identity_provider::sign(const std::string& message) const {
    return xml_signature::sign_root(message, message.find("</saml:Issuer>") + 14, key_);
}

std::string identity_provider::signed_assertion(const told_answer& what) const {
    return sign(assertion(what));
}

std::string identity_provider::response(const told_answer& what, const std::string& assertions) const {
    return "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
           " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"" +
           what.response_id + "\" Version=\"" + what.version + "\"" + time_attribute("IssueInstant", what.issued) +
           " Destination=\"" + what.destination + "\" InResponseTo=\"" + what.in_response_to + "\"><saml:Issuer>" +
           what.entity + "</saml:Issuer><samlp:Status><samlp:StatusCode Value=\"" + what.status +
           "\"/></samlp:Status>" + assertions + "</samlp:Response>";
}

std::string identity_provider::signed_response(const told_answer& what, const std::string& assertions) const {
    return sign(response(what, assertions));
}

std::string identity_provider::logout_request(const std::string& name, const std::string& index) const {
    return "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
           " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_logout-1\" Version=\"2.0\""
           " IssueInstant=\"2026-11-21T09:30:00Z\" NotOnOrAfter=\"2026-11-21T09:35:00Z\""
           " Destination=\"https://gw.example/saml/entree/logout\">"
           "<saml:Issuer>https://idp.school.example/metadata</saml:Issuer><saml:NameID>" +
           name + "</saml:NameID><samlp:SessionIndex>" + index + "</samlp:SessionIndex></samlp:LogoutRequest>";
}

std::string identity_provider::logout_response(const std::string& in_response_to) const {
    return "<samlp:LogoutResponse xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
           " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_logout-2\" Version=\"2.0\""
           " IssueInstant=\"2026-11-21T09:30:00Z\" InResponseTo=\"" +
           in_response_to +
           "\" Destination=\"https://gw.example/saml/entree/logout\">"
           "<saml:Issuer>https://idp.school.example/metadata</saml:Issuer><samlp:Status><samlp:StatusCode"
           " Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status></samlp:LogoutResponse>";
}

std::string encrypted(const std::string& assertion, const crypto::key& to, bool cbc) {
    const std::string content_key(32, 'k');
    const std::string content =
        cbc ? *crypto::encrypt_aes_cbc(content_key, assertion) : *crypto::encrypt_aes_gcm(content_key, assertion);
    const std::string method =
        cbc ? "http://www.w3.org/2001/04/xmlenc#aes256-cbc" : "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    return "<saml:EncryptedAssertion><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\""
           " Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod Algorithm=\"" +
           method +
           "\"/><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><xenc:EncryptedKey>"
           "<xenc:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\"/><xenc:CipherData>"
           "<xenc:CipherValue>" +
           crypto::to_base64(encrypt_oaep(to, content_key)) +
           "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>" +
           crypto::to_base64(content) +
           "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>";
}

} // namespace schakel::test
