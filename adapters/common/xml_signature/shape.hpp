// What a signature may look like, judged on our own tree before xmlsec1 sees it. Internal to xml_signature.
#pragma once

#include "adapters/common/xml_signature/algorithms.hpp"
#include "gateway/codec/xml_document.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string_view>

namespace schakel::xml_signature {

struct signature_shape {
    xml::node signature;
    method how = method::rsa_sha256;
    digest over = digest::sha256;
};

result<signature_shape, finding>
judge_shape(xml::node element, const allowed_algorithms& allowed, std::string_view id_name);

finding fault_at(const rule& broken, xml::node where, std::string_view expected = {}, std::string_view got = {});

} // namespace schakel::xml_signature
