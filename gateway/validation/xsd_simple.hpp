// Simple types: facets over the primitive types, lists and unions, and the check of a value. Private to the XSD engine.
#pragma once

#include "gateway/validation/regex.hpp"
#include "gateway/validation/xsd_names.hpp"
#include "gateway/validation/xsd_plan.hpp"
#include "gateway/validation/xsd_value.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace schakel::validation::xsd {

enum class white_space : std::uint8_t { preserve, replace, collapse };
enum class variety : std::uint8_t { atomic, list, union_ };

enum class facet : std::uint8_t {
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
    white_space
};
std::string_view facet_name(facet f); // as it is written in a schema

struct bound {
    std::shared_ptr<const std::string> text; // what `limit` points into
    value limit;
    bool exclusive = false;
};

struct allowed_value {
    std::string text; // as the schema writes it, white space treated
    std::string canonical;
};

struct simple_type {
    std::string name; // "xs:date", or the local name; empty when anonymous
    index base = none;
    xsd::variety variety = variety::atomic;
    xsd::primitive primitive = primitive::any_simple;
    xsd::white_space space = white_space::preserve;
    bool integer = false;       // a decimal without point
    bool names_id = false;      // ID
    bool refers_to_id = false;  // IDREF
    bool names_entity = false;  // ENTITY: of a document without DOCTYPE none exists
    std::optional<regex> form;  // lexical form of a built-in type derived by pattern (Name, language ...)
    index item = none;          // of a list
    std::vector<index> members; // of a union
    std::optional<std::size_t> length, min_length, max_length, total_digits, fraction_digits;
    std::vector<std::vector<regex>> patterns; // one of each group
    std::vector<allowed_value> allowed;
    bool compares_text = false; // allowed values: comparing texts is enough
    std::optional<bound> least, greatest;
    std::uint32_t fixed_facets = 0; // bits by facet
    std::uint8_t final = 0;         // derivations that the type excludes
    bool ready = false;             // while compiling: all of the above is known
    value_plan plan;                // made when the schema is complete
};

// Why a value was refused: the facet and the type that has it.
struct value_fault {
    facet broken = facet::datatype;
    const simple_type* type = nullptr;
};

// What checking needs besides the value; the buffers are reused.
struct value_context {
    const std::vector<simple_type>& types;
    const xml::namespace_scope* scope = nullptr;
    std::string buffer;                                 // holds a value whose white space was treated
    std::vector<std::pair<bool, std::string>> ids = {}; // IDs (true) and IDREFs met in the last value
    bool collects_ids = true;
    bool of_schema = false; // the value stands in a schema: an ENTITY need not exist
};

// White space treated as the type says; the result lies in `text` or in `buffer`.
std::string_view treat_white_space(white_space how, std::string_view text, std::string& buffer);

// Checks a value, appending its canonical form where asked for.
bool check_value(
    const simple_type& type, std::string_view text, value_context& context, value_fault& fault, std::string* canonical
);

// What the facet allows, for a finding: "1..64", "\p{Nd}{2}", "AB | CD". `got` chooses which allowed values come first.
std::string describe_allowed(const value_fault& fault, const std::vector<simple_type>& types, std::string_view got);

// The types that XML Schema itself defines, in the order in which they refer to each other.
void add_built_in_types(std::vector<simple_type>& types);

} // namespace schakel::validation::xsd
