// The calculation itself, by xmlsec1. Internal to xml_signature.
#pragma once

#include "adapters/common/xml_signature/shape.hpp"
#include "adapters/common/xml_signature/trusted_key.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::xml_signature {

// Two documents, each with the declarations that were in scope where it stood.
struct text_to_verify {
    std::string element;   // without its signature, as enveloped-signature wants it
    std::string signature; // of the shape that judge_shape() wants
};

struct verified {
    const rule* broken = nullptr; // null: good
    std::string canonical;
};

// Tries the keys one after another; a digest that does not fit ends it, because it has nothing to do with the key.
verified verify_signature(const text_to_verify& what, const signature_shape& shape, std::span<const trusted_key> keys);

} // namespace schakel::xml_signature
