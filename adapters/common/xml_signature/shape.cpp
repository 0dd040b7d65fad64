#include "adapters/common/xml_signature/shape.hpp"

#include "adapters/common/xml_signature/rule_catalogue.hpp"

#include <array>
#include <string>

namespace schakel::xml_signature {

namespace {

constexpr std::string_view ds = signature_namespace;

using outcome = std::optional<finding>; // none: fine

std::string_view last_part(std::string_view uri) {
    return uri.substr(uri.find_last_of("#/") + 1);
}

template <class Kind>
std::string listed(const std::vector<Kind>& kinds) {
    std::string text;
    for (const Kind one : kinds) text.append(text.empty() ? "" : ", ").append(last_part(uri_of(one)));
    return text;
}

// The children are exactly these elements of XML Signature, in this order; those after `required` may be absent.
outcome has_children(xml::node parent, std::span<const std::string_view> names, std::size_t required) {
    xml::node child = parent.first_child();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (child.is(ds, names[i])) {
            child = child.next_sibling();
        } else if (i < required) {
            return fault_at(fault::form, child ? child : parent, names[i], child.local());
        }
    }
    if (child) return fault_at(fault::form, child, "</" + std::string(parent.local()) + ">", child.local());
    return std::nullopt;
}

outcome has_algorithm(xml::node element, std::string_view wanted) {
    if (element.attribute_or_empty("Algorithm") == wanted) return std::nullopt;
    return fault_at(fault::transform, element, last_part(wanted));
}

// Exclusive canonicalization may name prefixes to keep, and nothing else.
outcome is_plain_canonicalization(xml::node element) {
    if (outcome wrong = has_algorithm(element, exclusive_canonical)) return wrong;
    const xml::node prefixes = element.first_child();
    const bool plain = !prefixes || (prefixes.is(exclusive_canonical, "InclusiveNamespaces") &&
                                     !prefixes.next_sibling() && !prefixes.first_child());
    return plain ? std::nullopt : outcome(fault_at(fault::form, prefixes, "InclusiveNamespaces", prefixes.local()));
}

outcome are_transforms_allowed(xml::node transforms) {
    constexpr std::array<std::string_view, 2> names{"Transform", "Transform"};
    if (outcome wrong = has_children(transforms, names, names.size())) return wrong;
    const xml::node first = transforms.first_child();
    if (outcome wrong = has_algorithm(first, enveloped)) return wrong;
    if (first.first_child()) return fault_at(fault::form, first.first_child(), "</Transform>", "");
    return is_plain_canonicalization(first.next_sibling());
}

// "#" and the ID, nothing that could be read as XPointer.
outcome points_at(xml::node reference, xml::node element, std::string_view id_name) {
    const std::string_view id = element.attribute_or_empty(id_name);
    const std::string_view uri = reference.attribute_or_empty("URI");
    const bool plain = !id.empty() && id.find_first_of("()'\" \t\n") == id.npos;
    if (plain && uri.starts_with('#') && uri.substr(1) == id) return std::nullopt;
    return fault_at(fault::reference, reference);
}

outcome judge_reference(xml::node reference, xml::node element, std::string_view id_name) {
    constexpr std::array<std::string_view, 3> names{"Transforms", "DigestMethod", "DigestValue"};
    if (outcome wrong = points_at(reference, element, id_name)) return wrong;
    if (outcome wrong = has_children(reference, names, names.size())) return wrong;
    return are_transforms_allowed(reference.first_child());
}

outcome judge_signed_info(xml::node info, xml::node element, std::string_view id_name) {
    constexpr std::array<std::string_view, 3> names{"CanonicalizationMethod", "SignatureMethod", "Reference"};
    if (outcome wrong = has_children(info, names, names.size())) return wrong;
    if (outcome wrong = is_plain_canonicalization(info.first_child())) return wrong;
    return judge_reference(info.child(ds, "Reference"), element, id_name);
}

// KeyInfo may stand there; nobody reads it.
outcome judge_signature(xml::node signature, xml::node element, std::string_view id_name) {
    constexpr std::array<std::string_view, 3> names{"SignedInfo", "SignatureValue", "KeyInfo"};
    if (outcome wrong = has_children(signature, names, 2)) return wrong;
    return judge_signed_info(signature.first_child(), element, id_name);
}

result<signature_shape, finding> judge_algorithms(xml::node signature, const allowed_algorithms& allowed) {
    const xml::node info = signature.child(ds, "SignedInfo");
    const xml::node signing = info.child(ds, "SignatureMethod");
    const xml::node digesting = info.child(ds, "Reference").child(ds, "DigestMethod");
    const std::optional<method> how = method_of(signing.attribute_or_empty("Algorithm"));
    if (!how || !allowed.allows(*how) || signing.first_child())
        return fault_at(fault::signature_method, signing, listed(allowed.methods));
    const std::optional<digest> over = digest_of(digesting.attribute_or_empty("Algorithm"));
    if (!over || !allowed.allows(*over) || digesting.first_child())
        return fault_at(fault::digest_method, digesting, listed(allowed.digests));
    return signature_shape{signature, *how, *over};
}

} // namespace

finding fault_at(const rule& broken, xml::node where, std::string_view expected, std::string_view got) {
    return {
        .broken = &broken,
        .where = where.where(),
        .expected = std::string(expected),
        .got = std::string(got),
        .clause = {}};
}

result<signature_shape, finding>
judge_shape(xml::node element, const allowed_algorithms& allowed, std::string_view id_name) {
    const xml::node signature = element.child(ds, "Signature");
    if (!signature) return fault_at(fault::missing, element, {}, element.local());
    if (signature.next(ds, "Signature")) return fault_at(fault::several, element, {}, element.local());
    if (outcome wrong = judge_signature(signature, element, id_name)) return *std::move(wrong);
    return judge_algorithms(signature, allowed);
}

} // namespace schakel::xml_signature
