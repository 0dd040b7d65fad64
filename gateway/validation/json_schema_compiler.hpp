// From documents to nodes. Only for json_schema*.cpp.
#pragma once

#include "gateway/validation/json_schema_documents.hpp"
#include "gateway/validation/json_schema_nodes.hpp"

#include <map>

namespace schakel::validation {

struct compile_settings {
    bool asserts_formats = true; // whatever the vocabularies say
    bool checked = true;         // against the metaschema
    int level = 0;               // of metaschemas of metaschemas
};

// Throws schema_refusal; json_schema::compile catches it.
class schema_compiler {
public:
    schema_compiler(const schema_catalogue& catalogue, const compile_settings& settings)
        : settings_(settings), metaschemas_(catalogue, settings.checked, settings.level),
          documents_(catalogue, metaschemas_) {}

    json_schema_nodes compile(std::string_view name);

private:
    node_index schema(const schema_place& place);
    void fill(); // the nodes of all schemas that were asked for
    node_index child(const schema_place& parent, json::value value) { return schema({value, parent.document}); }
    schema_node filled(const schema_place& place);
    std::optional<schema_place> only_reference(const schema_place& place);

    void keyword(schema_node& n, const schema_place& place, json::value value);
    bool any_keyword(schema_node& n, const schema_place& place, json::value value);
    bool scalar_keyword(schema_node& n, const schema_place& place, json::value value);
    bool array_keyword(schema_node& n, const schema_place& place, json::value value);
    bool object_keyword(schema_node& n, const schema_place& place, json::value value);
    bool in_place_keyword(schema_node& n, const schema_place& place, json::value value);
    void items(schema_node& n, const schema_place& place, json::value value);
    void dependencies(schema_node& n, const schema_place& place, json::value value);
    void dynamic_reference(schema_node& n, const schema_place& place, std::string_view reference);
    void dynamic_anchors();

    void assert_format(schema_node& n, const schema_place& place);
    void type(schema_node& n, const schema_place& place);
    std::int64_t count(const schema_place& place) const;
    numeric_bound bound(const schema_place& place) const;
    std::vector<node_index> list(const schema_place& place);
    std::vector<std::string> names(const schema_place& place) const;
    regex pattern(const schema_place& place, std::string_view text) const;

    using key = std::pair<std::uint32_t, std::size_t>;
    compile_settings settings_;
    metaschemas metaschemas_;
    schema_documents documents_;
    json_schema_nodes out_;
    std::map<key, node_index> known_;
    std::vector<schema_place> places_; // of the nodes
    std::size_t filled_ = 0;           // nodes so far
    bool has_dynamic_references_ = false;
};

// Schemas that apply to the same value, one within or referred to by the other: validation recurses along them. A chain
// that comes back to itself would never end.
struct bad_chain {
    node_index at;
    bool endless; // or longer than longest_chain
};
inline constexpr std::size_t longest_chain = 100;
std::optional<bad_chain> find_bad_chain(const json_schema_nodes& nodes);

} // namespace schakel::validation
