#include "adapters/common/xml_signature/verification.hpp"

#include "adapters/common/xml_signature/rule_catalogue.hpp"
#include "adapters/common/xml_signature/xmlsec.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <xmlsec/crypto.h>
#include <xmlsec/membuf.h>
#include <xmlsec/nodeset.h>
#include <xmlsec/transforms.h>
#include <xmlsec/xmltree.h>

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

struct freed_nodes {
    void operator()(xmlSecNodeSet* nodes) const { xmlSecNodeSetDestroy(nodes); }
};
using nodes_pointer = std::unique_ptr<xmlSecNodeSet, freed_nodes>;

xmlNode* child(xmlNode* of, const char* name) {
    return of == nullptr ? nullptr : xmlSecFindChild(of, as_xml(name), xmlSecDSigNs);
}

// The parts of a signature that the calculation needs.
struct signature_parts {
    tree_pointer tree;
    xmlNode *signed_info, *reference, *transform; // the second one, exclusive canonicalization

    explicit signature_parts(std::string_view text) : tree(read_tree(text)) {
        signed_info = tree ? child(root(), "SignedInfo") : nullptr;
        reference = child(signed_info, "Reference");
        xmlNode* first = child(child(reference, "Transforms"), "Transform");
        transform = first == nullptr ? nullptr : xmlNextElementSibling(first);
    }
    xmlNode* root() const { return xmlDocGetRootElement(tree.get()); }
    explicit operator bool() const { return transform != nullptr; }
};

// A chain of transforms that we put together: canonicalization, then what judges its octets. Which transforms there are
// is not read from the message, only the prefixes that canonicalization is to keep.
class judging_chain {
public:
    judging_chain() : good_(xmlSecTransformCtxInitialize(&context_) == 0) {}
    ~judging_chain() { xmlSecTransformCtxFinalize(&context_); }
    judging_chain(const judging_chain&) = delete;
    judging_chain& operator=(const judging_chain&) = delete;

    void canonicalize(xmlNode* method, xmlSecTransformUsage as) {
        const xmlSecTransform* added = good_ ? xmlSecTransformCtxNodeRead(&context_, method, as) : nullptr;
        good_ = added != nullptr && xmlSecTransformCheckId(added, xmlSecTransformExclC14NId);
    }

    // What goes through here is kept.
    void keep() { kept_ = then(xmlSecTransformMemBufId); }
    std::string kept() const {
        const xmlSecBufferPtr bytes = xmlSecTransformMemBufGetBuffer(kept_);
        return {reinterpret_cast<const char*>(xmlSecBufferGetData(bytes)), xmlSecBufferGetSize(bytes)};
    }

    void judge_by(xmlSecTransformId id, xmlSecKey* key = nullptr) {
        judge_ = then(id);
        if (judge_ == nullptr) return;
        judge_->operation = xmlSecTransformOperationVerify;
        good_ = key == nullptr || xmlSecTransformSetKey(judge_, key) == 0;
    }

    // Whether the octets of these nodes are what `value` (base64) says.
    bool fits(const nodes_pointer& over, xmlNode* value) {
        return good_ && over && value != nullptr && xmlSecTransformCtxXmlExecute(&context_, over.get()) == 0 &&
               xmlSecTransformVerifyNodeContent(judge_, value, &context_) == 0 &&
               judge_->status == xmlSecTransformStatusOk;
    }

private:
    xmlSecTransform* then(xmlSecTransformId id) {
        xmlSecTransform* added = good_ ? xmlSecTransformCtxCreateAndAppend(&context_, id) : nullptr;
        good_ = added != nullptr;
        return added;
    }

    xmlSecTransformCtx context_{};
    xmlSecTransform* kept_ = nullptr;
    xmlSecTransform* judge_ = nullptr;
    bool good_;
};

// The canonical octets of the element; none when they are not those that were digested.
std::optional<std::string>
digested_bytes(std::string_view element, const signature_parts& parts, const signature_shape& shape) {
    const tree_pointer tree = read_tree(element);
    if (!tree) return std::nullopt;
    judging_chain chain;
    chain.canonicalize(parts.transform, xmlSecTransformUsageDSigTransform);
    chain.keep();
    chain.judge_by(transform_of(shape.over));
    const nodes_pointer everything(xmlSecNodeSetCreate(tree.get(), nullptr, xmlSecNodeSetNormal));
    if (!chain.fits(everything, child(parts.reference, "DigestValue"))) return std::nullopt;
    return chain.kept();
}

bool is_signed_by(const trusted_key& key, const signature_parts& parts, const signature_shape& shape) {
    judging_chain chain;
    chain.canonicalize(child(parts.signed_info, "CanonicalizationMethod"), xmlSecTransformUsageC14NMethod);
    chain.judge_by(transform_of(shape.how), key.prepared().handle.get());
    const nodes_pointer info(xmlSecNodeSetGetChildren(parts.tree.get(), parts.signed_info, 1, 0));
    return chain.fits(info, child(parts.root(), "SignatureValue"));
}

} // namespace

verified verify_signature(const text_to_verify& what, const signature_shape& shape, std::span<const trusted_key> keys) {
    const signature_parts parts(what.signature);
    if (!parts) return {&fault::content, {}};
    auto canonical = digested_bytes(what.element, parts, shape);
    if (!canonical) return {&fault::content, {}};
    const auto made_it = [&](const trusted_key& one) {
        return fits(one.key(), shape.how) && is_signed_by(one, parts, shape);
    };
    if (std::ranges::none_of(keys, made_it)) return {&fault::value, {}};
    return {nullptr, *std::move(canonical)};
}

} // namespace schakel::xml_signature
