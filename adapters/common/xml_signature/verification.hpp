// The calculation itself, by xmlsec1. Internal to xml_signature.
#pragma once

#include "adapters/common/xml_signature/shape.hpp"
#include "adapters/common/xml_signature/trusted_key.hpp"
#include "adapters/common/xml_signature/xmlsec.hpp"

#include <span>
#include <string>

namespace schakel::xml_signature {

struct elements_to_verify {
    xmlNode* element = nullptr; // in libxml2's tree
    xmlNode* signature = nullptr;
    std::string_view id_name, id, local; // as our own tree has them
};

struct verified {
    const rule* broken = nullptr; // null: good
    std::string canonical;
};

// Tries the keys one after another; a digest that does not fit ends it, because it has nothing to do with the key.
verified
verify_signature(const elements_to_verify& what, const signature_shape& shape, std::span<const trusted_key> keys);

} // namespace schakel::xml_signature
