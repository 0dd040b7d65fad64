#include "gateway/validation/xsd_compiler.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {

// Only then are its attributes declared; the built-in ones are those of xsi (XSD 1.0 Structures 3.2.7).
bool imports_xml_attributes(const std::vector<std::unique_ptr<source_document>>& documents) {
    return std::any_of(documents.begin(), documents.end(), [](const auto& document) {
        return document->visible.contains(std::string(xml_space));
    });
}

} // namespace

schema_compiler::schema_compiler(std::vector<std::unique_ptr<source_document>> documents)
    : documents_(std::move(documents)) {}

std::shared_ptr<const xsd_tables> schema_compiler::compile() {
    register_built_in_types();
    if (imports_xml_attributes(documents_)) register_xml_attributes();
    collect_globals();
    for (const auto& [name, node] : type_nodes_) type_named(name, *node);
    for (const auto& [name, node] : attribute_nodes_) attribute_named(name, *node);
    for (const auto& [name, node] : element_nodes_) element_named(name, *node);
    for (const auto& [name, node] : group_nodes_) group_at(*node);
    for (const auto& [name, node] : attribute_group_nodes_) {
        attribute_set group;
        read_attributes(*node, group);
        check_one_id(group, *node, "ag-props-correct.3");
    }
    drain_queue();
    resolve_keyrefs();
    link_substitutions();
    check_presets();
    check_restrictions();
    check_redefined_groups();
    build_models();
    for (simple_type& type : tables_->simple_types) type.plan = plan_for(type);
    return std::move(tables_);
}

void schema_compiler::collect_globals() {
    for (const auto& document : documents_)
        for (const auto& child : document->root->children) collect_global(*child);
    std::set<const source_document*> done;
    for (const auto& document : documents_) redefine_parts(*document, done);
}

schema_compiler::globals& schema_compiler::globals_of(const source_node& node) {
    return node.is("element")          ? element_nodes_
           : node.is("attribute")      ? attribute_nodes_
           : node.is("group")          ? group_nodes_
           : node.is("attributeGroup") ? attribute_group_nodes_
           : node.is("notation")       ? notation_nodes_
                                       : type_nodes_;
}

void schema_compiler::collect_global(const source_node& node) {
    if (node.is("include") || node.is("import") || node.is("redefine")) return;
    globals& into = globals_of(node);
    if (node.is("notation") && !node.find("public") && !node.find("system"))
        refuse_invalid(node, "a notation without public and system identifier (n-props-correct.1)");
    const index name = declared_name(node);
    if (!into.emplace(name, &node).second)
        refuse_invalid(node, "a second definition of " + shown(name) + " (sch-props-correct.2)");
}

index schema_compiler::declared_name(const source_node& node) {
    const std::string name = node.get("name");
    if (!is_ncname(name)) refuse_invalid(node, "xs:" + node.local + " needs a name without colon");
    return tables_->names.add(node.document->target, name);
}

void schema_compiler::register_built_in_types() {
    add_built_in_types(tables_->simple_types);
    const auto count = static_cast<index>(tables_->simple_types.size());
    element_type any;
    any.name = "xs:anyType";
    any.is_complex = true;
    any.content = content_kind::mixed;
    any.any_attribute = wildcard{true, {}, wildcard::process::lax};
    tables_->any_type = new_type(std::move(any), nullptr, progress::done);
    particle children;
    children.what = particle::kind::any;
    children.least = 0;
    children.most = unbounded;
    children.any.contents = wildcard::process::lax;
    particles_[tables_->any_type] = children;
    const index space = tables_->names.add_space(schema_space);
    tables_->global_types[tables_->names.add(space, "anyType")] = tables_->any_type;
    for (index i = 0; i < count; ++i) {
        const index name = tables_->names.add(space, tables_->simple_types[i].name.substr(3));
        simple_by_name_[name] = i;
        tables_->global_types[name] = type_of_simple(i);
    }
}

// The attributes of the xml namespace, which a schema may import without a document that defines them.
void schema_compiler::register_xml_attributes() {
    const auto built_in = [&](const char* local) {
        return simple_by_name_.at(tables_->names.add(schema_space, local));
    };
    const auto add = [&](const char* local, index type) {
        attribute_use use;
        use.name = tables_->names.add(xml_space, local);
        use.type = type;
        tables_->global_attributes[use.name] = use;
    };
    simple_type nothing = tables_->simple_types[built_in("string")];
    nothing.name.clear();
    nothing.allowed = {{"", ""}};
    nothing.compares_text = true;
    simple_type language;
    language.base = 0;
    language.variety = variety::union_;
    language.members = {built_in("language"), new_simple(std::move(nothing))};
    simple_type space = tables_->simple_types[built_in("NCName")];
    space.name.clear();
    space.allowed = {{"default", ""}, {"preserve", ""}};
    space.compares_text = true;
    add("lang", new_simple(std::move(language)));
    add("space", new_simple(std::move(space)));
    add("base", built_in("anyURI"));
    add("id", built_in("ID"));
}

void schema_compiler::drain_queue() {
    while (!queue_.empty()) {
        const index type = queue_.front();
        queue_.pop_front();
        complete_type(type, *type_sources_[type]);
    }
}

index schema_compiler::resolve(const source_node& at, std::string_view qname) {
    while (!qname.empty() && std::string_view(" \t\r\n").find(qname.front()) != std::string_view::npos)
        qname.remove_prefix(1);
    while (!qname.empty() && std::string_view(" \t\r\n").find(qname.back()) != std::string_view::npos)
        qname.remove_suffix(1);
    const std::size_t colon = qname.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? std::string_view{} : qname.substr(0, colon);
    const auto bound = at.bindings.find(prefix);
    if (bound == at.bindings.end() && colon != std::string_view::npos)
        refuse_invalid(at, "the prefix of '" + std::string(qname) + "' is not declared");
    std::string space = bound == at.bindings.end() ? std::string() : bound->second;
    if (bound == at.bindings.end() && at.document->adopted) space = at.document->target;
    if (!at.document->visible.contains(space))
        refuse_invalid(
            at, "'" + std::string(qname) + "' is in a namespace that the document does not import (src-resolve.4)"
        );
    return tables_->names.add(space, colon == std::string_view::npos ? qname : qname.substr(colon + 1));
}

const source_node& schema_compiler::global(const globals& of, index name, const source_node& at, const char* what) {
    const auto found = of.find(name);
    if (found != of.end()) return *found->second;
    const std::string& space = tables_->names.uri(tables_->names.space(name));
    const bool lost = at.document->not_found.contains(space) &&
                      std::ranges::none_of(documents_, [&](const auto& other) { return other->target == space; });
    const std::string hint = lost ? ": the import of its namespace finds no document in the catalogue" : "";
    refuse_invalid(at, std::string("there is no ") + what + " " + shown(name) + hint + " (src-resolve)");
}

std::uint8_t
schema_compiler::derivations(const source_node& node, const char* attribute, const char* fallback, std::uint8_t all) {
    const std::string* written = node.find(attribute);
    if (written == nullptr) written = node.document->root->find(fallback);
    if (written == nullptr) return 0;
    if (*written == "#all") return all;
    std::uint8_t out = 0;
    for (std::size_t at = 0; at < written->size();) {
        const std::size_t end = std::min(written->find_first_of(" \t\r\n", at), written->size());
        const std::string word = written->substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        const std::uint8_t bit = word == "extension"      ? by_extension
                                 : word == "restriction"  ? by_restriction
                                 : word == "substitution" ? by_substitution
                                 : word == "list"         ? by_list
                                 : word == "union"        ? by_union
                                                          : 0;
        if (bit == 0) refuse_invalid(node, "'" + word + "' is no derivation");
        out = static_cast<std::uint8_t>(out | (bit & all));
    }
    return out;
}

void schema_compiler::check_preset(
    const source_node& at, index simple, std::optional<std::string>& preset, std::optional<std::string>& fixed
) {
    if (!preset) return;
    const source_scope scope(at);
    value_context context{tables_->simple_types, &scope, {}};
    context.of_schema = true;
    value_fault fault;
    std::string canonical;
    const simple_type& type = tables_->simple_types[simple];
    if (!check_value(type, *preset, context, fault, &canonical))
        refuse_invalid(
            at, "the default or fixed value '" + *preset + "' is not valid for its type (cos-valid-default)"
        );
    if (!context.ids.empty() && context.ids[0].first)
        refuse_invalid(at, "an ID has no default or fixed value (e-props-correct.5, a-props-correct.3)");
    if (fixed) fixed = canonical;
}

bool read_flag(const source_node& node, std::string_view attribute) {
    const std::string* written = node.find(attribute);
    if (written == nullptr || *written == "false" || *written == "0") return false;
    if (*written != "true" && *written != "1")
        refuse_invalid(node, "'" + std::string(attribute) + "' is true or false");
    return true;
}

// Type Derivation OK (Simple) without excluded methods.
bool is_derived_simple(const xsd_tables& tables, index type, index base) {
    const simple_type& wanted = tables.simple_types[base];
    for (index t = type; t != none; t = tables.simple_types[t].base) {
        if (t == base) return true;
    }
    return wanted.variety == variety::union_ &&
           std::any_of(wanted.members.begin(), wanted.members.end(), [&](index member) {
               return is_derived_simple(tables, type, member);
           });
}

bool is_derived(const xsd_tables& tables, index type, index base, std::uint8_t blocked) {
    for (index t = type; t != none; t = tables.types[t].base) {
        if (t == base) return true;
        const element_type& b = tables.types[base];
        if (!b.is_complex && b.simple != none && !tables.types[t].is_complex)
            return is_derived_simple(tables, tables.types[t].simple, b.simple) && (by_restriction & blocked) == 0;
        if ((tables.types[t].derived_by & blocked) != 0) return false;
    }
    return false;
}

} // namespace schakel::validation::xsd
