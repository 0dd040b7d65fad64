#include "adapters/saml_entree/write.hpp"

#include "adapters/common/xml_signature/sign.hpp"
#include "adapters/saml_entree/names.hpp"
#include "gateway/codec/xml_writer.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>

namespace schakel::saml_entree {

namespace {

void optional_attribute(xml::writer& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out.attribute(name, value);
}

void open_message(xml::writer& out, std::string_view element, const wire::message& head) {
    out.open(element);
    out.attribute("xmlns:samlp", names::protocol);
    out.attribute("xmlns:saml", names::assertion);
    out.attribute("ID", head.id);
    out.attribute("Version", "2.0");
    out.attribute("IssueInstant", to_rfc3339(head.issued));
    optional_attribute(out, "Destination", head.destination);
    optional_attribute(out, "InResponseTo", head.in_response_to);
}

// The issuer, behind which the signature stands.
void write_issuer(xml::writer& out, const wire::message& head, written& into) {
    out.element("saml:Issuer", head.issuer);
    out.drain(into.xml);
    into.signature_at = into.xml.size();
}

void write_name_id(xml::writer& out, const wire::name_id& name) {
    out.open("saml:NameID");
    optional_attribute(out, "NameQualifier", name.name_qualifier);
    optional_attribute(out, "SPNameQualifier", name.sp_name_qualifier);
    optional_attribute(out, "Format", name.format);
    out.text(name.value);
    out.close();
}

void write_key(xml::writer& out, std::string_view use, std::string_view certificate) {
    out.open("md:KeyDescriptor");
    out.attribute("use", use);
    out.open("ds:KeyInfo");
    out.open("ds:X509Data");
    out.element("ds:X509Certificate", certificate);
    out.close();
    out.close();
    if (use == "encryption") {
        out.open("md:EncryptionMethod");
        out.attribute("Algorithm", "http://www.w3.org/2009/xmlenc11#aes256-gcm");
        out.close();
    }
    out.close();
}

void write_service(xml::writer& out, std::string_view element, std::string_view binding, std::string_view location) {
    out.open(element);
    out.attribute("Binding", binding);
    out.attribute("Location", location);
    out.close();
}

void write_consumer(xml::writer& out, std::string_view location) {
    out.open("md:AssertionConsumerService");
    out.attribute("Binding", names::post);
    out.attribute("Location", location);
    out.attribute("index", "0");
    out.attribute("isDefault", "true");
    out.close();
}

void write_role(xml::writer& out, const own_description& us) {
    out.open("md:SPSSODescriptor");
    out.attribute("AuthnRequestsSigned", "true");
    out.attribute("WantAssertionsSigned", "true");
    out.attribute("protocolSupportEnumeration", names::protocol);
    write_key(out, "signing", us.signing);
    for (const std::string& one : us.decryption) write_key(out, "encryption", one);
    write_service(out, "md:SingleLogoutService", names::redirect, us.logout);
    write_service(out, "md:SingleLogoutService", names::post, us.logout);
    out.element("md:NameIDFormat", names::unspecified_format);
    write_consumer(out, us.consumer);
    out.close();
}

void write_in_english(xml::writer& out, std::string_view element, std::string_view value) {
    out.open(element);
    out.attribute("xml:lang", "en");
    out.text(value);
    out.close();
}

void write_people(xml::writer& out, const own_description& us) {
    if (!us.organisation.empty() && !us.url.empty()) {
        out.open("md:Organization");
        write_in_english(out, "md:OrganizationName", us.organisation);
        write_in_english(out, "md:OrganizationDisplayName", us.organisation);
        write_in_english(out, "md:OrganizationURL", us.url);
        out.close();
    }
    if (us.contact.empty()) return;
    out.open("md:ContactPerson");
    out.attribute("contactType", "technical");
    out.element("md:EmailAddress", us.contact);
    out.close();
}

} // namespace

written write_authn_request(const wire::authn_request& request) {
    written made;
    xml::writer out;
    open_message(out, "samlp:AuthnRequest", request.head);
    out.attribute("AssertionConsumerServiceURL", request.consumer);
    out.attribute("ProtocolBinding", names::post);
    write_issuer(out, request.head, made);
    if (!request.provider.empty()) {
        out.open("samlp:Scoping");
        out.attribute("ProxyCount", "1");
        out.open("samlp:IDPList");
        out.open("samlp:IDPEntry");
        out.attribute("ProviderID", request.provider);
        out.close();
        out.close();
        out.close();
    }
    out.close();
    made.xml += out.finish();
    return made;
}

written write_logout_request(const wire::logout_request& request) {
    written made;
    xml::writer out;
    open_message(out, "samlp:LogoutRequest", request.head);
    if (request.not_on_or_after) out.attribute("NotOnOrAfter", to_rfc3339(*request.not_on_or_after));
    write_issuer(out, request.head, made);
    if (request.name) write_name_id(out, *request.name);
    for (const std::string& one : request.session_indexes) out.element("samlp:SessionIndex", one);
    out.close();
    made.xml += out.finish();
    return made;
}

written write_logout_response(const wire::response& answer) {
    written made;
    xml::writer out;
    open_message(out, "samlp:LogoutResponse", answer.head);
    write_issuer(out, answer.head, made);
    out.open("samlp:Status");
    out.open("samlp:StatusCode");
    out.attribute("Value", answer.status.code);
    out.close();
    out.close();
    out.close();
    made.xml += out.finish();
    return made;
}

written write_metadata(const own_description& us) {
    written made;
    xml::writer out;
    out.open("md:EntityDescriptor");
    out.attribute("xmlns:md", names::metadata);
    out.attribute("xmlns:ds", names::signature);
    out.attribute("ID", "_" + crypto::sha256_hex(us.entity).substr(0, 32));
    out.attribute("entityID", us.entity);
    out.raw({}); // the start tag ends here
    out.drain(made.xml);
    made.signature_at = made.xml.size();
    write_role(out, us);
    write_people(out, us);
    out.close();
    made.xml += out.finish();
    return made;
}

std::string certificate_body(std::string_view pem) {
    constexpr std::string_view begin = "-----BEGIN CERTIFICATE-----", end = "-----END CERTIFICATE-----";
    const std::size_t from = pem.find(begin);
    const std::size_t to = pem.find(end);
    if (from == pem.npos || to == pem.npos || to < from) return {};
    std::string body(pem.substr(from + begin.size(), to - from - begin.size()));
    std::erase_if(body, [](char c) { return c == '\n' || c == '\r' || c == ' '; });
    return body;
}

std::string signed_xml(const written& what, const launch_keys::certified& by) {
    const auto der = crypto::from_base64(certificate_body(by.certificate));
    return xml_signature::sign_root(what.xml, what.signature_at, by.key, der.value_or(""));
}

} // namespace schakel::saml_entree
