// A compiled schema: everything that validation looks at, by number. Private to the XSD engine.
#pragma once

#include "gateway/validation/xsd_content.hpp"
#include "gateway/validation/xsd_path.hpp"
#include "gateway/validation/xsd_simple.hpp"

#include <optional>
#include <unordered_map>

namespace schakel::validation::xsd {

// Derivation methods, as bits of block and final.
enum derivation : std::uint8_t {
    by_extension = 1,
    by_restriction = 2,
    by_substitution = 4,
    by_list = 8,
    by_union = 16
};

struct attribute_use {
    index name = none;
    index type = none; // simple type
    bool required = false;
    std::optional<std::string> preset; // default or fixed, as text
    std::optional<std::string> fixed;  // canonical
};

enum class content_kind : std::uint8_t { empty, simple, elements, mixed };

// A type of elements. A simple type has one too, with content_kind::simple and itself as base of nothing but values.
struct element_type {
    std::string name; // expanded; empty when anonymous
    index base = none;
    std::uint8_t derived_by = 0;
    std::uint8_t block = 0, final = 0;
    bool is_abstract = false;
    bool is_complex = false;
    content_kind content = content_kind::empty;
    index simple = none; // simple type of the content
    index model = none;
    std::vector<attribute_use> attributes;
    std::optional<wildcard> any_attribute;
};

struct constraint {
    enum class kind : std::uint8_t { unique, key, keyref };
    kind what = kind::key;
    std::string name;
    index refers_to = none;      // of a keyref
    std::vector<path> selectors; // alternatives
    std::vector<std::vector<path>> fields;

    // The usual form: one field, which is an attribute of the element itself. Null for all others.
    const path_step* only_attribute() const {
        const bool one = selectors.size() == 1 && fields.size() == 1 && fields[0].size() == 1;
        if (!one || fields[0][0].anywhere || !fields[0][0].ends_in_attribute) return nullptr;
        return fields[0][0].steps.size() == 1 && fields[0][0].steps[0].name != none ? fields[0][0].steps.data()
                                                                                    : nullptr;
    }
};

struct element_declaration {
    index name = none;
    index type = none;
    bool is_abstract = false;
    bool nillable = false;
    std::uint8_t block = 0, final = 0;
    std::optional<std::string> preset; // default or fixed, as text
    std::optional<std::string> fixed;  // canonical
    index substitutes = none;          // head of its substitution group
    std::vector<index> constraints;
};

} // namespace schakel::validation::xsd

namespace schakel::validation {

struct xsd_tables {
    xsd::name_table names;
    std::vector<xsd::simple_type> simple_types;
    std::vector<xsd::element_type> types;
    std::vector<xsd::element_declaration> elements;
    std::vector<xsd::content_model> models;
    std::vector<xsd::constraint> constraints;
    std::unordered_map<xsd::index, xsd::index> global_elements; // by name
    std::unordered_map<xsd::index, xsd::index> global_types;    // by name
    std::unordered_map<xsd::index, xsd::attribute_use> global_attributes;
    xsd::index any_type = xsd::none;
};

} // namespace schakel::validation
