// Whether an element of a document was signed by a peer, and what exactly was signed.
//
// The order is the defence. Our own strict scan reads the bytes first. Then our own tree is judged: one signature,
// directly in the element; one Reference, by the ID of that very element; IDs unique in the document; only
// enveloped-signature and exclusive canonicalization; algorithms from the peer's list. Only then xmlsec1 computes, with
// entities, network, files and every other transform off, and with the peer's known keys: what the message says about
// keys is not read. The caller gets the canonical bytes that were digested and goes on with those alone, so nothing
// that stood around the signed element, or between it and its signature, can reach a decision (signature wrapping).
#pragma once

#include "adapters/common/xml_signature/algorithms.hpp"
#include "adapters/common/xml_signature/trusted_key.hpp"
#include "gateway/codec/xml_document.hpp"

#include <span>
#include <string>

namespace schakel::xml_signature {

// The octets that the signature is over: the element in exclusive canonical form, without its signature and without
// comments. Well-formed by itself.
struct signed_element {
    std::string canonical;
};

// What the peer signs with, and may sign with.
struct signer_trust {
    std::span<const trusted_key> keys;
    const allowed_algorithms* algorithms = nullptr;
};

bool is_signed(xml::node element); // carries a Signature, good or bad

class signed_document {
public:
    // Scans and parses; the finding says why not. Also refused: IDs that occur twice, in any of the ways to write an
    // ID.
    static result<signed_document, finding> read(std::string_view bytes, const document_limits& limits);

    xml::node root() const { return tree_.root(); }
    std::string_view bytes() const { return tree_.bytes(); }

    // `element` belongs to this document, and its ID is the attribute `id_name` of no namespace.
    result<signed_element, finding>
    verify(xml::node element, const signer_trust& trust, std::string_view id_name = "ID") const;

private:
    explicit signed_document(xml::document tree);

    xml::document tree_;
};

} // namespace schakel::xml_signature
