#include "adapters/common/xml_signature/sign.hpp"

#include "adapters/common/xml_signature/xmlsec.hpp"
#include "gateway/codec/xml_writer.hpp"
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"

#include <libxml/c14n.h>
#include <stdexcept>

namespace schakel::xml_signature {

namespace {

struct freed_text {
    void operator()(xmlChar* text) const { xmlFree(text); }
};

struct canonical_root {
    std::string id;
    std::string bytes;
};

canonical_root canonical_form(std::string_view document) {
    const tree_pointer tree = read_tree(document);
    xmlNode* root = tree ? xmlDocGetRootElement(tree.get()) : nullptr;
    if (root == nullptr) throw std::logic_error("a message of our own does not parse");
    xmlChar* out = nullptr;
    const int size =
        xmlC14NDocDumpMemory(tree.get(), nullptr, XML_C14N_EXCLUSIVE_1_0, nullptr, /*with_comments=*/0, &out);
    const std::unique_ptr<xmlChar, freed_text> text(out);
    const std::unique_ptr<xmlChar, freed_text> id(xmlGetNoNsProp(root, as_xml("ID")));
    if (size < 0 || !id) throw std::logic_error("a message of our own has no canonical form or no ID");
    return {
        std::string(from_xml(id.get())), std::string(from_xml(text.get()).substr(0, static_cast<std::size_t>(size)))};
}

void empty_element(xml::writer& out, std::string_view name, std::string_view algorithm) {
    out.open(name);
    out.attribute("Algorithm", algorithm);
    out.raw({}); // canonical form has an end tag
    out.close();
}

// In canonical form as it is written: one declaration, attributes in order, no white space.
std::string signed_info(const canonical_root& root, method how) {
    xml::writer out;
    out.open("ds:SignedInfo");
    out.attribute("xmlns:ds", signature_namespace);
    empty_element(out, "ds:CanonicalizationMethod", exclusive_canonical);
    empty_element(out, "ds:SignatureMethod", uri_of(how));
    out.open("ds:Reference");
    out.attribute("URI", "#" + root.id);
    out.open("ds:Transforms");
    empty_element(out, "ds:Transform", enveloped);
    empty_element(out, "ds:Transform", exclusive_canonical);
    out.close();
    empty_element(out, "ds:DigestMethod", uri_of(digest::sha256));
    out.element("ds:DigestValue", crypto::to_base64(crypto::sha256(root.bytes)));
    out.close();
    out.close();
    return out.finish();
}

std::string signature(const std::string& info, const std::string& value, std::string_view certificate) {
    xml::writer out;
    out.open("ds:Signature");
    out.attribute("xmlns:ds", signature_namespace);
    out.raw(info);
    out.element("ds:SignatureValue", crypto::to_base64(value));
    if (!certificate.empty()) {
        out.open("ds:KeyInfo");
        out.open("ds:X509Data");
        out.element("ds:X509Certificate", crypto::to_base64(certificate));
        out.close();
        out.close();
    }
    out.close();
    return out.finish();
}

} // namespace

std::string sign_root(std::string_view document, std::size_t at, const crypto::key& own, std::string_view certificate) {
    const method how = usual_method(own);
    const std::string info = signed_info(canonical_form(document), how);
    const auto value = own.sign(crypto::usual_algorithm(own.kind()), info);
    if (!value) throw std::logic_error(value.error().message);
    std::string whole(document);
    return whole.insert(at, signature(info, *value, certificate));
}

} // namespace schakel::xml_signature
