#include "adapters/common/xml_signature/verification.hpp"

#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "adapters/common/xml_signature/xmlsec.hpp"

#include <xmlsec/crypto.h>
#include <xmlsec/transforms.h>

namespace schakel::xml_signature {

namespace {

xmlSecTransformId transform_of(method how) {
    switch (how) {
    case method::rsa_sha256: return xmlSecTransformRsaSha256Id;
    case method::rsa_sha384: return xmlSecTransformRsaSha384Id;
    case method::rsa_sha512: return xmlSecTransformRsaSha512Id;
    case method::ecdsa_sha256: return xmlSecTransformEcdsaSha256Id;
    case method::ecdsa_sha384: return xmlSecTransformEcdsaSha384Id;
    case method::ecdsa_sha512: return xmlSecTransformEcdsaSha512Id;
    case method::rsa_sha1: return xmlSecTransformRsaSha1Id;
    }
    return xmlSecTransformIdUnknown;
}

xmlSecTransformId transform_of(digest over) {
    switch (over) {
    case digest::sha256: return xmlSecTransformSha256Id;
    case digest::sha384: return xmlSecTransformSha384Id;
    case digest::sha512: return xmlSecTransformSha512Id;
    case digest::sha1: return xmlSecTransformSha1Id;
    }
    return xmlSecTransformIdUnknown;
}

// The one ID of the document that libxml2 knows, for as long as this lives: the reference can lead nowhere else.
class only_id {
public:
    only_id(xmlNode* element, std::string_view name, std::string_view id) : tree_(element->doc) {
        attribute_ = xmlHasNsProp(element, as_xml(std::string(name).c_str()), nullptr);
        const std::string value(id);
        known_ = attribute_ != nullptr && xmlAddID(nullptr, tree_, as_xml(value.c_str()), attribute_) != nullptr &&
                 xmlGetID(tree_, as_xml(value.c_str())) == attribute_;
    }
    ~only_id() {
        if (known_) xmlRemoveID(tree_, attribute_);
    }
    only_id(const only_id&) = delete;
    only_id& operator=(const only_id&) = delete;
    explicit operator bool() const { return known_; }

private:
    xmlDoc* tree_;
    xmlAttr* attribute_ = nullptr;
    bool known_ = false;
};

// Everything that is not in the shape we judged is off.
bool restrict(xmlSecDSigCtx& context, const signature_shape& shape) {
    context.flags = XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS | XMLSEC_DSIG_FLAGS_STORE_SIGNEDINFO_REFERENCES;
    context.enabledReferenceUris = xmlSecTransformUriTypeSameDocument;
    context.keyInfoReadCtx.retrievalMethodCtx.enabledUris = xmlSecTransformUriTypeNone;
    return xmlSecDSigCtxEnableReferenceTransform(&context, xmlSecTransformEnvelopedId) == 0 &&
           xmlSecDSigCtxEnableReferenceTransform(&context, xmlSecTransformExclC14NId) == 0 &&
           xmlSecDSigCtxEnableReferenceTransform(&context, transform_of(shape.over)) == 0 &&
           xmlSecDSigCtxEnableSignatureTransform(&context, xmlSecTransformExclC14NId) == 0 &&
           xmlSecDSigCtxEnableSignatureTransform(&context, transform_of(shape.how)) == 0;
}

const xmlSecDSigReferenceCtx* only_reference(xmlSecDSigCtx& context) {
    if (xmlSecPtrListGetSize(&context.signedInfoReferences) != 1) return nullptr;
    return static_cast<xmlSecDSigReferenceCtx*>(xmlSecPtrListGetItem(&context.signedInfoReferences, 0));
}

std::string digested_bytes(const xmlSecDSigReferenceCtx& reference) {
    const xmlSecBufferPtr buffer =
        xmlSecDSigReferenceCtxGetPreDigestBuffer(const_cast<xmlSecDSigReferenceCtx*>(&reference));
    if (buffer == nullptr) return {};
    return {reinterpret_cast<const char*>(xmlSecBufferGetData(buffer)), xmlSecBufferGetSize(buffer)};
}

verified verify_with(const elements_to_verify& what, const signature_shape& shape, const trusted_key& key) {
    const context_pointer context(xmlSecDSigCtxCreate(nullptr));
    if (!context || !restrict(*context, shape)) return {&fault::value, {}};
    context->signKey = xmlSecKeyDuplicate(key.prepared().handle.get());
    if (context->signKey == nullptr) return {&fault::value, {}};
    const bool calculated = xmlSecDSigCtxVerify(context.get(), what.signature) == 0;
    const xmlSecDSigReferenceCtx* reference = only_reference(*context);
    if (reference != nullptr && reference->status == xmlSecDSigStatusInvalid) return {&fault::content, {}};
    if (!calculated || reference == nullptr || context->status != xmlSecDSigStatusSucceeded ||
        reference->status != xmlSecDSigStatusSucceeded)
        return {&fault::value, {}};
    return {nullptr, digested_bytes(*reference)};
}

bool is_same_element(const elements_to_verify& what) {
    return what.element != nullptr && what.signature != nullptr && what.signature->parent == what.element &&
           from_xml(what.element->name) == what.local;
}

} // namespace

verified
verify_signature(const elements_to_verify& what, const signature_shape& shape, std::span<const trusted_key> keys) {
    if (!is_same_element(what)) return {&fault::reference, {}};
    const only_id known(what.element, what.id_name, what.id);
    if (!known) return {&fault::reference, {}};
    verified last{&fault::value, {}};
    for (const trusted_key& key : keys) {
        if (!fits(key.key(), shape.how)) continue;
        last = verify_with(what, shape, key);
        if (last.broken != &fault::value) break;
    }
    return last;
}

} // namespace schakel::xml_signature
