#include "adapters/saml_entree/acceptance.hpp"

#include "adapters/common/xml_signature/decrypt.hpp"
#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "adapters/saml_entree/names.hpp"
#include "adapters/saml_entree/parse.hpp"
#include "adapters/saml_entree/reading.hpp"
#include "adapters/saml_entree/rule_catalogue.hpp"

namespace schakel::saml_entree {

namespace {

using xml_signature::is_signed;
using xml_signature::signed_document;
using xml_signature::signer_trust;

// A response; `vouched` is what its own signature is over, when it has one.
struct opened_response {
    signed_document received;
    std::optional<xml::document> vouched;

    xml::node root() const { return vouched ? vouched->root() : received.root(); }
};

result<xml::document, finding> read_vouched(const xml_signature::signed_element& what) {
    findings found;
    auto read = xml::document::parse(what.canonical, message_limits(), found);
    if (!read) return std::move(found.front());
    return *std::move(read);
}

result<opened_response, finding> open_response(std::string_view xml, const signer_trust& trust) {
    auto received = signed_document::read(xml, message_limits());
    if (!received) return received.error();
    opened_response opened{*std::move(received), std::nullopt};
    if (!is_signed(opened.received.root())) return opened;
    const auto vouched = opened.received.verify(opened.received.root(), trust);
    if (!vouched) return vouched.error();
    auto read = read_vouched(*vouched);
    if (!read) return read.error();
    opened.vouched = *std::move(read);
    return opened;
}

// The only assertion in the root, encrypted or not.
result<xml::node, finding> only_assertion(xml::node root) {
    xml::node found;
    std::size_t count = 0;
    for (xml::node one = root.first_child(); one; one = one.next_sibling()) {
        if (!one.is(names::assertion, "Assertion") && !one.is(names::assertion, "EncryptedAssertion")) continue;
        found = one;
        ++count;
    }
    if (count != 1) return fault_at(fault::assertion_count, root, "1", std::to_string(count));
    return found;
}

result<wire::assertion, finding>
accept_assertion(const signed_document& in, xml::node element, const signer_trust& trust) {
    const auto vouched = in.verify(element, trust);
    if (!vouched) return vouched.error();
    const auto read = read_vouched(*vouched);
    if (!read) return read.error();
    return parse_assertion(read->root());
}

result<wire::assertion, finding> accept_encrypted(
    const opened_response& opened, xml::node element, const signer_trust& trust, std::span<const crypto::key> decryption
) {
    if (decryption.empty()) return fault_at(fault::not_encrypted_for_us, element);
    const bool covered = opened.vouched.has_value();
    const auto plain = xml_signature::decrypt(element, decryption, /*cbc_allowed=*/covered);
    if (!plain) return plain.error();
    const auto inner = signed_document::read(*plain, message_limits());
    if (!inner) return inner.error();
    if (is_signed(inner->root()) || !covered) return accept_assertion(*inner, inner->root(), trust);
    return parse_assertion(inner->root());
}

result<wire::assertion, finding> accept_only_assertion(
    const opened_response& opened, const signer_trust& trust, std::span<const crypto::key> decryption
) {
    const auto element = only_assertion(opened.root());
    if (!element) return element.error();
    if (element->is(names::assertion, "EncryptedAssertion"))
        return accept_encrypted(opened, *element, trust, decryption);
    if (opened.vouched && !is_signed(*element)) return parse_assertion(*element);
    const auto as_received = only_assertion(opened.received.root());
    if (!as_received) return as_received.error();
    return accept_assertion(opened.received, *as_received, trust);
}

} // namespace

result<wire::assertion, finding> accept_response(
    std::string_view xml, const signer_trust& trust, std::span<const crypto::key> decryption,
    const expectation& expected
) {
    const auto opened = open_response(xml, trust);
    if (!opened) return opened.error();
    const auto envelope = parse_response(opened->root());
    if (!envelope) return envelope.error();
    if (const auto wrong = judge_envelope(*envelope, expected)) return *wrong;
    auto assertion = accept_only_assertion(*opened, trust, decryption);
    if (!assertion) return assertion;
    if (const auto wrong = judge_assertion(*assertion, expected)) return *wrong;
    return assertion;
}

result<xml::document, finding> accept_signed_root(std::string_view xml, const signer_trust& trust) {
    const auto received = signed_document::read(xml, message_limits());
    if (!received) return received.error();
    const auto vouched = received->verify(received->root(), trust);
    if (!vouched) return vouched.error();
    return read_vouched(*vouched);
}

} // namespace schakel::saml_entree
