// From schema documents to tables. Private to the XSD engine.
//
// Types and declarations refer to each other in circles, so each gets its number where it is first met and is filled
// from a queue; only a base type must be complete before what is derived from it.
#pragma once

#include "gateway/validation/xsd_source.hpp"
#include "gateway/validation/xsd_tables.hpp"

#include <deque>
#include <functional>

namespace schakel::validation::xsd {

class schema_compiler {
public:
    explicit schema_compiler(std::vector<std::unique_ptr<source_document>> documents);
    std::shared_ptr<const xsd_tables> compile(); // throws schema_refused

private:
    using globals = std::map<index, const source_node*>; // by name
    enum class progress : std::uint8_t { queued, running, done };

    // xsd_compiler.cpp: the order of work, names
    void collect_globals();
    void collect_global(const source_node& node);
    globals& globals_of(const source_node& node);
    void register_built_in_types();
    void register_xml_attributes();
    void drain_queue();
    index resolve(const source_node& at, std::string_view qname);
    index declared_name(const source_node& node);
    const source_node& global(const globals& of, index name, const source_node& at, const char* what);
    std::string shown(index name) const { return tables_->names.expanded(name); }
    std::uint8_t derivations(const source_node& node, const char* attribute, const char* fallback, std::uint8_t all);
    void check_preset(
        const source_node& at, index simple, std::optional<std::string>& preset, std::optional<std::string>& fixed
    );

    // xsd_redefine.cpp
    void redefine_parts(const source_document& document, std::set<const source_document*>& done);
    void redefine(const source_node& node, const std::set<const source_document*>& redefined);
    const source_node* original_of(const source_node& at, std::string_view kind, index name);
    const source_node* original_base(const source_node& derivation, index name);
    void check_redefined_type(const source_node& node, index name);
    void check_redefined_groups();

    // xsd_restriction.cpp
    void check_restrictions();
    void check_group_restriction(const source_node& node, const source_node& original);

    // xsd_compile_simple.cpp
    index simple_type_named(index name, const source_node& at);
    index simple_type_of(const source_node& node);
    index restricted_simple(index base, const source_node& restriction);
    void check_notations(const simple_type& type, const source_node& at);
    void check_usable(index simple, const source_node& at);
    simple_type list_of(const source_node& node);
    simple_type union_of(const source_node& node);
    index new_simple(simple_type type);

    // xsd_compile_types.cpp
    index type_named(index name, const source_node& at);
    index type_of_simple(index simple);
    index anonymous_type(const source_node& node);
    index new_type(element_type type, const source_node* node, progress state);
    void complete_type(index type, const source_node& at);
    void fill_type(index type, const source_node& node);
    void fill_simple_content(index type, const source_node& content);
    void fill_complex_content(index type, const source_node& content, bool mixed);
    void fill_content(index type, const source_node& holder, bool mixed);
    void extend_content(element_type& type, index self, index base, const source_node& derivation, bool mixed);
    index original_type(const source_node& original, index name);
    index base_of(element_type& type, const source_node& derivation, std::uint8_t method);

    // xsd_compile_attributes.cpp
    struct attribute_set {
        std::map<index, attribute_use> uses;
        std::set<index> prohibited;
        std::optional<wildcard> any;
    };
    void read_attributes(const source_node& holder, attribute_set& out);
    void read_attribute(const source_node& node, attribute_set& out);
    void check_one_id(const attribute_set& set, const source_node& at, const char* constraint) const;
    attribute_use attribute_named(index name, const source_node& at);
    attribute_use attribute_declared(const source_node& node, index name);
    void check_attribute_restriction(
        const attribute_set& own, const attribute_set& base, bool any_type, const source_node& at
    );
    void check_attribute_group_restriction(const source_node& node, const source_node& original);
    void set_attributes(element_type& type, const source_node& holder, const element_type* base);
    wildcard read_wildcard(const source_node& node);

    // xsd_compile_elements.cpp
    index element_named(index name, const source_node& at);
    index element_declared(const source_node& node, index name);
    void fill_element(index element, const source_node& node);
    index type_of_element(const source_node& node, index head);
    void read_constraint(const source_node& node, element_declaration& element);
    void resolve_keyrefs();
    std::optional<particle> read_particle(const source_node& node, bool top);
    const particle& group_at(const source_node& node);
    particle read_group(const source_node& node);
    void read_occurs(const source_node& node, particle& out);
    void check_all_group(const particle& p, const source_node& node, bool top);

    // xsd_compile_models.cpp
    void link_substitutions();
    bool may_substitute(const element_declaration& member, const element_declaration& head) const;
    void build_models();
    void check_consistent(const content_model& model, const source_node& at) const;
    void check_presets();

    std::vector<std::unique_ptr<source_document>> documents_;
    std::shared_ptr<xsd_tables> tables_ = std::make_shared<xsd_tables>();
    globals element_nodes_, type_nodes_, attribute_nodes_, group_nodes_, attribute_group_nodes_, notation_nodes_;
    std::map<index, index> simple_by_name_;
    std::map<index, index> wrapper_of_simple_;
    std::map<index, std::vector<admitted>> members_; // by head
    std::vector<std::optional<particle>> particles_; // by type
    std::vector<const source_node*> type_sources_;   // by type
    std::vector<progress> type_progress_;
    std::vector<const source_node*> element_sources_;            // by element
    std::deque<index> queue_;                                    // types to fill
    std::map<const source_node*, particle> groups_;              // by definition
    std::map<const source_node*, const source_node*> originals_; // of redefinitions
    std::map<const source_node*, index> original_types_;         // complex types, by definition
    std::set<const source_node*> running_;                       // simple types, groups and attribute groups being read
    std::map<index, index> constraint_names_;
    std::vector<std::pair<index, const source_node*>> keyrefs_;
    int depth_ = 0;

    friend class depth_guard;
};

// Derivation chains are followed by recursion, to a depth that no sane schema reaches.
class depth_guard {
public:
    depth_guard(schema_compiler& compiler, const source_node& at) : compiler_(compiler) {
        if (++compiler_.depth_ > 200) refuse_unsupported(at, "definitions refer to each other more than 200 deep");
    }
    ~depth_guard() { --compiler_.depth_; }
    depth_guard(const depth_guard&) = delete;
    depth_guard& operator=(const depth_guard&) = delete;

private:
    schema_compiler& compiler_;
};

// Resolves the prefixes of a value in a schema document.
class source_scope final : public xml::namespace_scope {
public:
    explicit source_scope(const source_node& node) : node_(node) {}
    const std::string_view* find_namespace(std::string_view prefix) const override {
        const auto found = node_.bindings.find(prefix);
        if (found == node_.bindings.end()) return nullptr;
        found_ = found->second;
        return &found_;
    }

private:
    const source_node& node_;
    mutable std::string_view found_;
};

bool read_flag(const source_node& node, std::string_view attribute);

// Whether a type is another or derived from it, by no method in `blocked`.
bool is_derived(const xsd_tables& tables, index type, index base, std::uint8_t blocked);
bool is_derived_simple(const xsd_tables& tables, index type, index base);

} // namespace schakel::validation::xsd
