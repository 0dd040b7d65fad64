// Attributes, attribute groups and wildcards.
#include "gateway/validation/xsd_compiler.hpp"

namespace schakel::validation::xsd {

void schema_compiler::read_attributes(const source_node& holder, attribute_set& out) {
    const depth_guard guard(*this, holder);
    if (!running_.insert(&holder).second) refuse_invalid(holder, "an attribute group that holds itself");
    for (const auto& child : holder.children) {
        if (child->is("attribute")) read_attribute(*child, out);
        if (child->is("anyAttribute")) {
            const wildcard own = read_wildcard(*child);
            out.any = out.any ? own.intersect(*out.any) : own;
        }
        if (!child->is("attributeGroup")) continue;
        const std::string* ref = child->find("ref");
        if (ref == nullptr) refuse_invalid(*child, "a reference to an attribute group needs ref");
        attribute_set group;
        read_attributes(global(attribute_group_nodes_, resolve(*child, *ref), *child, "attribute group"), group);
        for (auto& [name, use] : group.uses)
            if (!out.uses.emplace(name, use).second)
                refuse_invalid(*child, "the attribute " + shown(name) + " stands here twice");
        if (group.any) out.any = out.any ? out.any->intersect(*group.any) : group.any;
    }
    running_.erase(&holder);
}

void schema_compiler::read_attribute(const source_node& node, attribute_set& out) {
    const std::string use = node.get("use");
    if (!use.empty() && use != "optional" && use != "required" && use != "prohibited")
        refuse_invalid(node, "'use' is optional, required or prohibited");
    attribute_use made;
    if (const std::string* ref = node.find("ref")) {
        if (node.find("name") || node.find("type") || node.find("form") || !node.children.empty())
            refuse_invalid(node, "a reference has no name, type or form of its own");
        made = attribute_named(resolve(node, *ref), node);
        if (node.find("default") || node.find("fixed")) {
            if (made.fixed) refuse_invalid(node, "the attribute already has a fixed value");
            const std::string* fixed = node.find("fixed");
            made.preset = fixed != nullptr ? *fixed : node.get("default");
            if (fixed != nullptr) made.fixed = *fixed;
            check_preset(node, made.type, made.preset, made.fixed);
        }
    } else {
        const std::string form =
            node.find("form") ? node.get("form") : node.document->root->get("attributeFormDefault");
        if (!form.empty() && form != "qualified" && form != "unqualified")
            refuse_invalid(node, "'form' is qualified or unqualified");
        const index own = declared_name(node);
        const index name = form == "qualified" ? own : tables_->names.add(no_space, tables_->names.local(own));
        made = attribute_declared(node, name);
    }
    if (node.find("default") && use == "required") refuse_invalid(node, "a required attribute has no default");
    made.required = use == "required";
    if (use == "prohibited") {
        out.prohibited.insert(made.name);
    } else if (!out.uses.emplace(made.name, made).second) {
        refuse_invalid(node, "the attribute " + shown(made.name) + " stands here twice");
    }
}

attribute_use schema_compiler::attribute_named(index name, const source_node& at) {
    const auto known = tables_->global_attributes.find(name);
    const auto node = attribute_nodes_.find(name);
    if (node == attribute_nodes_.end()) {
        if (known == tables_->global_attributes.end()) refuse_invalid(at, "there is no attribute " + shown(name));
        return known->second;
    }
    if (known != tables_->global_attributes.end() && running_.contains(node->second)) return known->second;
    const attribute_use use = attribute_declared(*node->second, name);
    running_.insert(node->second); // kept: says that the declaration has been read
    tables_->global_attributes[name] = use;
    return use;
}

attribute_use schema_compiler::attribute_declared(const source_node& node, index name) {
    attribute_use out;
    out.name = name;
    if (tables_->names.local(name) == "xmlns") refuse_invalid(node, "an attribute cannot be called xmlns");
    if (tables_->names.uri(tables_->names.space(name)) == instance_space)
        refuse_invalid(node, "the namespace of schema instances takes no declarations");
    const source_node* inner = node.child("simpleType");
    const std::string* type = node.find("type");
    if (inner != nullptr && type != nullptr) refuse_invalid(node, "a type attribute and a simpleType");
    out.type = inner != nullptr  ? simple_type_of(*inner)
               : type != nullptr ? simple_type_named(resolve(node, *type), node)
                                 : 0;
    const std::string* preset = node.find("default");
    const std::string* fixed = node.find("fixed");
    if (preset != nullptr && fixed != nullptr) refuse_invalid(node, "a default and a fixed value");
    if (preset != nullptr) out.preset = *preset;
    if (fixed != nullptr) out.preset = out.fixed = *fixed;
    check_preset(node, out.type, out.preset, out.fixed);
    return out;
}

// An extension adds to what the base has; a restriction keeps what it does not mention.
void schema_compiler::set_attributes(element_type& type, const source_node& holder, const element_type* base) {
    attribute_set own;
    read_attributes(holder, own);
    type.any_attribute = own.any;
    if (base != nullptr) {
        const bool extends = type.derived_by == by_extension;
        if (extends && base->any_attribute)
            type.any_attribute = own.any ? own.any->unite(*base->any_attribute) : base->any_attribute;
        for (const attribute_use& inherited : base->attributes) {
            const auto mine = own.uses.find(inherited.name);
            if (mine == own.uses.end()) {
                if (!own.prohibited.contains(inherited.name))
                    own.uses.emplace(inherited.name, inherited);
                else if (inherited.required)
                    refuse_invalid(holder, "a required attribute of the base is prohibited");
                continue;
            }
            if (extends)
                refuse_invalid(holder, "the attribute " + shown(inherited.name) + " of the base stands here again");
            if (inherited.required && !mine->second.required)
                refuse_invalid(holder, "the attribute " + shown(inherited.name) + " is required in the base");
        }
        for (const auto& [name, use] : own.uses) {
            const bool known =
                std::any_of(base->attributes.begin(), base->attributes.end(), [&](auto& a) { return a.name == name; });
            if (!extends && !known && !(base->any_attribute && base->any_attribute->allows(tables_->names.space(name))))
                refuse_invalid(holder, "a restriction adds the attribute " + shown(name));
        }
    }
    int ids = 0;
    for (auto& [name, use] : own.uses) {
        ids += tables_->simple_types[use.type].names_id ? 1 : 0;
        type.attributes.push_back(std::move(use));
    }
    if (ids > 1) refuse_invalid(holder, "two attributes of type ID");
}

wildcard schema_compiler::read_wildcard(const source_node& node) {
    wildcard out;
    const std::string contents = node.get("processContents");
    if (!contents.empty() && contents != "strict" && contents != "lax" && contents != "skip")
        refuse_invalid(node, "'processContents' is strict, lax or skip");
    out.contents = contents == "lax"    ? wildcard::process::lax
                   : contents == "skip" ? wildcard::process::skip
                                        : wildcard::process::strict;
    const std::string spaces = node.find("namespace") ? node.get("namespace") : "##any";
    if (spaces == "##any") return out;
    const index target = tables_->names.add_space(node.document->target);
    if (spaces == "##other") {
        out.spaces = {no_space};
        if (target != no_space) out.spaces.push_back(target);
        return out;
    }
    out.negated = false;
    for (std::size_t at = 0; at < spaces.size();) {
        const std::size_t end = std::min(spaces.find_first_of(" \t\r\n", at), spaces.size());
        const std::string word = spaces.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        if (word.starts_with("##") && word != "##targetNamespace" && word != "##local")
            refuse_invalid(node, "'" + word + "' is no namespace of a wildcard");
        out.spaces.push_back(
            word == "##targetNamespace" ? target
            : word == "##local"         ? no_space
                                        : tables_->names.add_space(word)
        );
    }
    return out;
}

} // namespace schakel::validation::xsd
