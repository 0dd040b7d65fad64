// The rules of the XSD engine by number. Private to the engine; their texts are in xsd_rules.cpp.
#pragma once

#include "gateway/core/finding.hpp"
#include "gateway/validation/xsd_simple.hpp"

namespace schakel::validation::xsd {

enum class xsd_rule : std::uint8_t {
    root,
    wrong_namespace,
    misspelled_element,
    unexpected_element,
    missing_element,
    element_in_simple_content,
    not_empty,
    text_not_allowed,
    undeclared_element,
    abstract_element,
    abstract_type,
    unknown_type,
    type_not_derived,
    nil_not_allowed,
    nil_not_empty,
    unknown_attribute,
    missing_attribute,
    undeclared_attribute,
    fixed_value,
    datatype,
    pattern,
    enumeration,
    length,
    min_length,
    max_length,
    min_inclusive,
    min_exclusive,
    max_inclusive,
    max_exclusive,
    total_digits,
    fraction_digits,
    duplicate_key,
    duplicate_unique,
    incomplete_key,
    nil_key,
    dangling_keyref,
    ambiguous_field,
    duplicate_id,
    dangling_idref,
    more_findings
};

const rule& rule_of(xsd_rule which);
const rule& rule_of(facet broken);

} // namespace schakel::validation::xsd
