// Attributes, attribute groups and wildcards.
#include "gateway/validation/xsd_compiler.hpp"

namespace schakel::validation::xsd {

namespace {
void check_expressible(const wildcard& any, const source_node& at) {
    if (!any.is_expressible())
        refuse_invalid(at, "the intersection of the attribute wildcards cannot be expressed (cos-aw-intersect)");
}
} // namespace

void schema_compiler::read_attributes(const source_node& holder, attribute_set& out) {
    const depth_guard guard(*this, holder);
    if (!running_.insert(&holder).second)
        refuse_invalid(holder, "an attribute group that holds itself (src-attribute_group.3)");
    for (const auto& child : holder.children) {
        if (child->is("attribute")) read_attribute(*child, out);
        if (child->is("anyAttribute")) {
            const wildcard own = read_wildcard(*child);
            out.any = out.any ? own.intersect(*out.any) : own;
            check_expressible(*out.any, *child);
        }
        if (!child->is("attributeGroup")) continue;
        const std::string* ref = child->find("ref");
        if (ref == nullptr) refuse_invalid(*child, "a reference to an attribute group needs ref");
        attribute_set group;
        const index name = resolve(*child, *ref);
        const source_node* original = original_of(*child, "attributeGroup", name);
        read_attributes(
            original != nullptr ? *original : global(attribute_group_nodes_, name, *child, "attribute group"), group
        );
        for (auto& [attribute, use] : group.uses)
            if (!out.uses.emplace(attribute, use).second)
                refuse_invalid(*child, "the attribute " + shown(attribute) + " stands here twice (ct-props-correct.4)");
        if (group.any) out.any = out.any ? out.any->intersect(*group.any) : group.any;
        if (group.any) check_expressible(*out.any, *child);
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
            refuse_invalid(node, "a reference has no name, type or form of its own (src-attribute.3)");
        made = attribute_named(resolve(node, *ref), node);
        if (node.find("default") || node.find("fixed")) {
            const std::string* fixed = node.find("fixed");
            const std::optional<std::string> declared = made.fixed;
            made.preset = fixed != nullptr ? *fixed : node.get("default");
            if (fixed != nullptr) made.fixed = *fixed;
            check_preset(node, made.type, made.preset, made.fixed);
            if (declared && (fixed == nullptr || made.fixed != declared))
                refuse_invalid(node, "the declaration has another fixed value (au-props-correct.2)");
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
    if (node.find("default") && use == "required")
        refuse_invalid(node, "a required attribute has no default (src-attribute.2)");
    made.required = use == "required";
    if (use == "prohibited") {
        out.prohibited.insert(made.name);
    } else if (!out.uses.emplace(made.name, made).second) {
        refuse_invalid(node, "the attribute " + shown(made.name) + " stands here twice (ct-props-correct.4)");
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
    if (tables_->names.local(name) == "xmlns") refuse_invalid(node, "an attribute cannot be called xmlns (no-xmlns)");
    if (tables_->names.uri(tables_->names.space(name)) == instance_space)
        refuse_invalid(node, "the namespace of schema instances takes no declarations (no-xsi)");
    const source_node* inner = node.child("simpleType");
    const std::string* type = node.find("type");
    if (inner != nullptr && type != nullptr)
        refuse_invalid(node, "a type attribute and a simpleType (src-attribute.4)");
    out.type = inner != nullptr  ? simple_type_of(*inner)
               : type != nullptr ? simple_type_named(resolve(node, *type), node)
                                 : 0;
    check_usable(out.type, node);
    const std::string* preset = node.find("default");
    const std::string* fixed = node.find("fixed");
    if (preset != nullptr && fixed != nullptr) refuse_invalid(node, "a default and a fixed value (src-attribute.1)");
    if (preset != nullptr) out.preset = *preset;
    if (fixed != nullptr) out.preset = out.fixed = *fixed;
    check_preset(node, out.type, out.preset, out.fixed);
    return out;
}

// Derivation Valid (Restriction, Complex), clauses 2 to 4.
void schema_compiler::check_attribute_restriction(
    const attribute_set& own, const attribute_set& base, bool any_type, const source_node& at
) {
    for (const auto& [name, use] : own.uses) {
        const auto before = base.uses.find(name);
        if (before == base.uses.end()) {
            if (!base.any || !base.any->allows(tables_->names.space(name)))
                refuse_invalid(
                    at, "a restriction adds the attribute " + shown(name) + " (derivation-ok-restriction.2.2)"
                );
            continue;
        }
        if (before->second.required && !use.required)
            refuse_invalid(
                at, "the attribute " + shown(name) + " is required in the base (derivation-ok-restriction.2.1.1)"
            );
        if (!is_derived_simple(*tables_, use.type, before->second.type))
            refuse_invalid(
                at, "the type of the attribute " + shown(name) +
                        " is not derived from that in the base (derivation-ok-restriction.2.1.2)"
            );
        if (before->second.fixed && use.fixed != before->second.fixed)
            refuse_invalid(
                at, "the attribute " + shown(name) + " has a fixed value in the base (derivation-ok-restriction.2.1.3)"
            );
    }
    for (const auto& [name, use] : base.uses)
        if (use.required && !own.uses.contains(name))
            refuse_invalid(at, "the required attribute " + shown(name) + " is left out (derivation-ok-restriction.3)");
    if (!own.any) return;
    if (!base.any || !own.any->is_within(*base.any))
        refuse_invalid(at, "the attribute wildcard allows more than that of the base (derivation-ok-restriction.4)");
    if (!any_type && own.any->contents > base.any->contents)
        refuse_invalid(at, "the attribute wildcard is weaker than that of the base (derivation-ok-restriction.4.3)");
}

void schema_compiler::check_attribute_group_restriction(const source_node& node, const source_node& original) {
    attribute_set own, base;
    read_attributes(node, own);
    read_attributes(original, base);
    check_attribute_restriction(own, base, false, node);
}

// An extension adds to what the base has; a restriction keeps what it does not mention.
void schema_compiler::set_attributes(element_type& type, const source_node& holder, const element_type* base) {
    attribute_set own;
    read_attributes(holder, own);
    type.any_attribute = own.any;
    if (base != nullptr && type.derived_by == by_extension) {
        if (base->any_attribute) {
            type.any_attribute = own.any ? own.any->unite(*base->any_attribute) : base->any_attribute;
            if (!type.any_attribute->is_expressible())
                refuse_invalid(holder, "the union of the attribute wildcards cannot be expressed (cos-aw-union)");
        }
        for (const attribute_use& inherited : base->attributes)
            if (!own.uses.emplace(inherited.name, inherited).second)
                refuse_invalid(
                    holder,
                    "the attribute " + shown(inherited.name) + " of the base stands here again (ct-props-correct.4)"
                );
    } else if (base != nullptr) {
        attribute_set before;
        before.any = base->any_attribute;
        for (const attribute_use& inherited : base->attributes) {
            before.uses.emplace(inherited.name, inherited);
            if (!own.prohibited.contains(inherited.name)) own.uses.emplace(inherited.name, inherited);
        }
        check_attribute_restriction(own, before, type.base == tables_->any_type, holder);
    }
    check_one_id(own, holder, "ct-props-correct.5");
    for (auto& [name, use] : own.uses) type.attributes.push_back(std::move(use));
}

void schema_compiler::check_one_id(const attribute_set& set, const source_node& at, const char* constraint) const {
    const auto ids = std::count_if(set.uses.begin(), set.uses.end(), [&](const auto& use) {
        return tables_->simple_types[use.second.type].names_id;
    });
    if (ids > 1) refuse_invalid(at, std::string("two attributes of type ID (") + constraint + ")");
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
