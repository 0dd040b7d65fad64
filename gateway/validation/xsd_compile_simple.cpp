// Simple type definitions.
#include "gateway/validation/xsd_compiler.hpp"
#include "gateway/validation/xsd_facets.hpp"

namespace schakel::validation::xsd {

index schema_compiler::new_simple(simple_type type) {
    type.ready = true;
    tables_->simple_types.push_back(std::move(type));
    return static_cast<index>(tables_->simple_types.size() - 1);
}

index schema_compiler::simple_type_named(index name, const source_node& at) {
    if (const auto known = simple_by_name_.find(name); known != simple_by_name_.end()) return known->second;
    const source_node& node = global(type_nodes_, name, at, "simple type");
    if (!node.is("simpleType")) refuse_invalid(at, shown(name) + " is not a simple type");
    const index type = simple_type_of(node);
    tables_->simple_types[type].name = tables_->names.local(name);
    return simple_by_name_[name] = type;
}

index schema_compiler::simple_type_of(const source_node& node) {
    const depth_guard guard(*this, node);
    if (!running_.insert(&node).second) refuse_invalid(node, "a simple type derived from itself (st-props-correct.2)");
    if (node.children.size() != 1) refuse_invalid(node, "xs:simpleType needs one restriction, list or union");
    const source_node& how = *node.children[0];
    const auto final = derivations(node, "final", "finalDefault", by_restriction | by_list | by_union);
    index type = none;
    if (how.is("restriction")) {
        const source_node* inner = how.child("simpleType");
        const std::string* base = how.find("base");
        if ((inner == nullptr) == (base == nullptr))
            refuse_invalid(how, "a restriction has a base or a simpleType (src-restriction-base-or-simpleType)");
        const index name = base != nullptr ? resolve(how, *base) : none;
        const source_node* original = base != nullptr ? original_base(how, name) : nullptr;
        const index from = original != nullptr ? simple_type_of(*original)
                           : base != nullptr   ? simple_type_named(name, how)
                                               : simple_type_of(*inner);
        if (original != nullptr) tables_->simple_types[from].name = tables_->names.local(name);
        if (from == 0) refuse_invalid(how, "a restriction of anySimpleType (cos-st-restricts.1.1)");
        type = restricted_simple(from, how);
    } else {
        type = new_simple(how.is("list") ? list_of(how) : union_of(how));
    }
    tables_->simple_types[type].final = final;
    running_.erase(&node);
    return type;
}

index schema_compiler::restricted_simple(index base, const source_node& restriction) {
    if ((tables_->simple_types[base].final & by_restriction) != 0)
        refuse_invalid(restriction, "the base type is final (st-props-correct.3)");
    simple_type type = tables_->simple_types[base];
    type.name.clear();
    type.base = base;
    type.final = 0;
    read_facets(restriction, tables_->simple_types, type);
    if (type.variety == variety::atomic && type.primitive == primitive::notation) check_notations(type, restriction);
    return new_simple(std::move(type));
}

// The values of a NOTATION type are notations that the schema declares.
void schema_compiler::check_notations(const simple_type& type, const source_node& at) {
    for (const allowed_value& a : type.allowed) {
        const std::size_t space = a.canonical.find('{') + 1, end = a.canonical.rfind('}');
        const index name = tables_->names.find(
            tables_->names.find_space(a.canonical.substr(space, end - space)), a.canonical.substr(end + 1)
        );
        if (!notation_nodes_.contains(name)) refuse_invalid(at, "there is no notation '" + a.text + "' (src-resolve)");
    }
}

// NOTATION itself is no type of elements or attributes.
void schema_compiler::check_usable(index simple, const source_node& at) {
    const simple_type& type = tables_->simple_types[simple];
    if (type.variety == variety::atomic && type.primitive == primitive::notation && type.allowed.empty())
        refuse_invalid(at, "NOTATION without enumeration (enumeration-required-notation)");
}

simple_type schema_compiler::list_of(const source_node& node) {
    const source_node* inner = node.child("simpleType");
    const std::string* named = node.find("itemType");
    if ((inner == nullptr) == (named == nullptr))
        refuse_invalid(node, "a list has an itemType or a simpleType (src-list-itemType-or-simpleType)");
    simple_type type;
    type.base = 0;
    type.variety = variety::list;
    type.space = white_space::collapse;
    type.item = named != nullptr ? simple_type_named(resolve(node, *named), node) : simple_type_of(*inner);
    const simple_type& item = tables_->simple_types[type.item];
    if ((item.final & by_list) != 0) refuse_invalid(node, "the item type is final (cos-st-restricts.2.3.1.1)");
    bool nested = item.variety == variety::list;
    for (const index member : item.members) nested |= tables_->simple_types[member].variety == variety::list;
    if (nested) refuse_invalid(node, "a list of lists (cos-st-restricts.2.1)");
    return type;
}

simple_type schema_compiler::union_of(const source_node& node) {
    simple_type type;
    type.base = 0;
    type.variety = variety::union_;
    const std::string named = node.get("memberTypes");
    for (std::size_t at = 0; at < named.size();) {
        const std::size_t end = std::min(named.find_first_of(" \t\r\n", at), named.size());
        if (end > at) type.members.push_back(simple_type_named(resolve(node, named.substr(at, end - at)), node));
        at = end + 1;
    }
    for (const auto& child : node.children) type.members.push_back(simple_type_of(*child));
    if (type.members.empty()) refuse_invalid(node, "a union without members (src-union-memberTypes-or-simpleTypes)");
    for (const index member : type.members)
        if ((tables_->simple_types[member].final & by_union) != 0)
            refuse_invalid(node, "a member type is final (cos-st-restricts.3.3.1)");
    return type;
}

} // namespace schakel::validation::xsd
