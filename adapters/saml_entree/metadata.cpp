#include "adapters/saml_entree/metadata.hpp"

#include "adapters/saml_entree/names.hpp"
#include "adapters/saml_entree/parse.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"
#include "gateway/crypto/base64.hpp"

#include <algorithm>

namespace schakel::saml_entree {

namespace {

using names::metadata;

constexpr std::size_t most_keys = 8; // each is tried for each answer

void note_until(std::optional<instant>& until, std::optional<instant> other) {
    if (other && (!until || *other < *until)) until = other;
}

// The descriptor of that party, at any depth of groups; `until` becomes the earliest end on the way.
xml::node find_entity(reading& read, xml::node at, std::string_view entity, std::optional<instant>& until) {
    std::optional<instant> here = read.moment(at, "validUntil");
    if (at.is(metadata, "EntityDescriptor") && (entity.empty() || at.attribute_or_empty("entityID") == entity)) {
        note_until(until, here);
        return at;
    }
    if (!at.is(metadata, "EntitiesDescriptor")) return {};
    for (xml::node child = at.first_child(); child; child = child.next_sibling()) {
        if (const xml::node found = find_entity(read, child, entity, until)) {
            note_until(until, here);
            return found;
        }
    }
    return {};
}

bool speaks_saml_2(xml::node role) {
    const std::string_view spoken = role.attribute_or_empty("protocolSupportEnumeration");
    return (" " + std::string(spoken) + " ").find(" " + std::string(names::protocol) + " ") != std::string::npos;
}

std::optional<xml_signature::trusted_key> read_key(xml::node descriptor) {
    const xml::node certificate = descriptor.child(names::signature, "KeyInfo")
                                      .child(names::signature, "X509Data")
                                      .child(names::signature, "X509Certificate");
    std::string text(certificate.text());
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    const auto der = crypto::from_base64(text);
    if (!der || der->empty()) return std::nullopt;
    auto key = crypto::key::from_certificate(*der);
    if (!key) return std::nullopt;
    return xml_signature::trusted_key(*std::move(key));
}

// A key that we cannot use is passed over: the others may do.
std::vector<xml_signature::trusted_key> signing_keys(xml::node role) {
    std::vector<xml_signature::trusted_key> keys;
    for (xml::node one = role.child(metadata, "KeyDescriptor"); one; one = one.next(metadata, "KeyDescriptor")) {
        if (one.attribute("use").value_or("signing") != "signing" || keys.size() == most_keys) continue;
        auto key = read_key(one);
        const auto is_same = [&](const auto& known) { return known.key().thumbprint() == key->key().thumbprint(); };
        if (key && std::ranges::none_of(keys, is_same)) keys.push_back(*std::move(key));
    }
    return keys;
}

bool is_web_address(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

service_addresses addresses(xml::node role, std::string_view service) {
    service_addresses found;
    for (xml::node one = role.child(metadata, service); one; one = one.next(metadata, service)) {
        const std::string_view binding = one.attribute_or_empty("Binding");
        const std::string_view location = one.attribute_or_empty("Location");
        if (!is_web_address(location)) continue;
        std::string* into = binding == names::redirect ? &found.by_redirect
                            : binding == names::post   ? &found.by_post
                                                       : nullptr;
        if (into == nullptr || !into->empty()) continue;
        *into = location;
        const std::string_view answers = one.attribute_or_empty("ResponseLocation");
        if (found.answers.empty() && is_web_address(answers)) found.answers = answers;
    }
    return found;
}

result<identity_provider, finding> read_role(xml::node descriptor, std::optional<instant> until) {
    xml::node role = descriptor.child(metadata, "IDPSSODescriptor");
    while (role && !speaks_saml_2(role)) role = role.next(metadata, "IDPSSODescriptor");
    if (!role) return fault_at(fault::metadata_form, descriptor, "IDPSSODescriptor");
    identity_provider made;
    made.entity = descriptor.attribute_or_empty("entityID");
    made.keys = signing_keys(role);
    made.sign_on = addresses(role, "SingleSignOnService");
    made.logout = addresses(role, "SingleLogoutService");
    made.wants_signed_requests = role.attribute_or_empty("WantAuthnRequestsSigned") != "false";
    made.valid_until = until;
    if (made.keys.empty()) return fault_at(fault::metadata_form, role, "KeyDescriptor (RSA >= 2048, P-256 …)");
    if (made.sign_on.none()) return fault_at(fault::metadata_form, role, "SingleSignOnService");
    return made;
}

result<identity_provider, finding> read_entity(xml::node root, std::string_view entity) {
    reading read;
    std::optional<instant> until;
    const xml::node descriptor = find_entity(read, root, entity, until);
    if (read.failed()) return read.fault();
    if (!descriptor) return fault_at(fault::metadata_entity, root, entity);
    note_until(until, read.moment(descriptor.child(metadata, "IDPSSODescriptor"), "validUntil"));
    if (read.failed()) return read.fault();
    return read_role(descriptor, until);
}

} // namespace

result<identity_provider, finding> read_metadata(
    std::string_view bytes, std::string_view entity, std::span<const xml_signature::trusted_key> pinned,
    const xml_signature::allowed_algorithms& allowed
) {
    const auto document = xml_signature::signed_document::read(bytes, metadata_limits());
    if (!document) return document.error();
    if (pinned.empty()) return read_entity(document->root(), entity);

    const auto vouched = document->verify(document->root(), {pinned, &allowed});
    if (!vouched) return vouched.error();
    findings found;
    const auto only = xml::document::parse(vouched->canonical, metadata_limits(), found);
    if (!only) return std::move(found.front());
    auto made = read_entity(only->root(), entity);
    if (made) made->was_signed = true;
    return made;
}

} // namespace schakel::saml_entree
