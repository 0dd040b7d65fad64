// A JSON Schema as nodes: everything that validation needs, resolved and prepared. Only for json_schema*.cpp.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_number.hpp"
#include "gateway/validation/json_schema_formats.hpp"
#include "gateway/validation/regex.hpp"
#include "gateway/validation/schema_remark.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace schakel::validation {

using node_index = std::int32_t;
inline constexpr node_index no_schema = -1;
inline constexpr std::int64_t no_bound = -1;
inline constexpr int required_bits = 63; // required names beyond are looked up one by one

// The types of JSON Schema as bits. An integer is also a number.
enum type_bit : std::uint8_t {
    null_bit = 1,
    boolean_bit = 2,
    number_bit = 4,
    integer_bit = 8,
    string_bit = 16,
    array_bit = 32,
    object_bit = 64,
    any_type = 127
};

// The properties that a schema names, found by a small hash table. Chains are as long as the schema's author makes
// them, whatever names a document has.
class property_table {
public:
    struct entry {
        std::string name;
        node_index schema = no_schema;
        int required = -1; // bit in the set of required names
    };

    entry& add(std::string_view name);
    void seal();
    const entry* find(std::string_view name) const;
    const std::vector<entry>& entries() const { return entries_; }

private:
    static std::uint32_t hash(std::string_view name);

    std::vector<entry> entries_;
    std::vector<std::uint16_t> slots_; // 1 + index; 0 is free
};

struct pattern_property {
    regex pattern;
    node_index schema;
};

struct dependency {
    std::string name;
    std::vector<std::string> required;
    node_index schema = no_schema;
};

struct numeric_bound {
    json::exact_number value;
    double near = 0;
    std::string text;
};

// In-place applicators and everything else that few schemas have.
struct schema_combination {
    std::vector<node_index> all_of, any_of, one_of;
    node_index no = no_schema;
    node_index condition = no_schema, then = no_schema, otherwise = no_schema;
    std::vector<dependency> dependencies;
    node_index property_names = no_schema;
    node_index unevaluated_properties = no_schema, unevaluated_items = no_schema;
    node_index contains = no_schema;
    std::int64_t min_contains = 1, max_contains = no_bound;
    node_index reference = no_schema;
    node_index dynamic_reference = no_schema; // where it points at first
    std::string dynamic_anchor;               // looked for in the dynamic scope; empty: an ordinary reference
    std::optional<numeric_bound> multiple_of;
};

struct schema_node {
    std::uint8_t types = any_type;
    bool never = false;  // the schema `false`
    bool always = false; // nothing to check
    bool unique_items = false;
    bool names_members = false; // something looks at the members one by one
    std::uint16_t table = 0;    // number of what it says about names of members, from 1; 0 for none
    std::uint32_t resource = 0; // for the dynamic scope

    std::int64_t min_length = no_bound, max_length = no_bound;
    std::optional<regex> pattern;
    std::optional<schakel::validation::format> format;

    std::vector<json::value> enumeration;       // empty: any value
    std::vector<std::string_view> enum_strings; // its strings, sorted
    std::optional<json::value> constant;

    std::optional<numeric_bound> minimum, maximum, exclusive_minimum, exclusive_maximum;

    property_table properties;
    std::vector<std::string> required; // by bit
    std::uint64_t all_required = 0;    // the bits of all; one that no object reaches when there are too many
    std::vector<pattern_property> patterns;
    node_index additional = no_schema;
    std::int64_t min_properties = no_bound, max_properties = no_bound;

    std::vector<node_index> prefix;
    node_index items = no_schema;
    std::int64_t min_items = no_bound, max_items = no_bound;

    std::unique_ptr<schema_combination> more;

    std::string name;   // how a branch is called: its title or the pointer in the schema
    std::string clause; // x-schakel-clause: for this schema and all that is checked within it
};

// What most values are decided by, in a few bytes, so that the walk stays within the cache.
struct schema_plan {
    std::uint8_t accepts = 0; // bit of each json::kind of which every value is valid, without a look at it
    std::uint8_t plain = 0;   // and of which what the kind has for keywords decides, for strings also an enumeration
};

struct json_schema_nodes {
    std::deque<json::document> documents; // enumerations refer to their values
    std::vector<schema_node> nodes;
    std::vector<schema_plan> plans; // of each node
    std::uint16_t tables = 0;       // how many of them have a number for what they say about names
    std::vector<std::map<std::string, node_index, std::less<>>> dynamic_anchors; // by resource
    node_index root = 0;
    std::vector<schema_remark> remarks;
};

void make_plans(json_schema_nodes& nodes); // once all nodes are there

} // namespace schakel::validation
