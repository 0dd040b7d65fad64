// Complex type definitions, and the element types that stand for simple types.
#include "gateway/validation/xsd_compiler.hpp"

namespace schakel::validation::xsd {

index schema_compiler::new_type(element_type type, const source_node* node, progress state) {
    const auto number = static_cast<index>(tables_->types.size());
    tables_->types.push_back(std::move(type));
    particles_.emplace_back();
    type_sources_.push_back(node);
    type_progress_.push_back(state);
    if (state == progress::queued) queue_.push_back(number);
    return number;
}

index schema_compiler::type_named(index name, const source_node& at) {
    if (const auto known = tables_->global_types.find(name); known != tables_->global_types.end()) return known->second;
    const auto node = type_nodes_.find(name);
    if (node == type_nodes_.end() || node->second->is("simpleType"))
        return tables_->global_types[name] = type_of_simple(simple_type_named(name, at));
    element_type type;
    type.name = shown(name);
    type.is_complex = true;
    return tables_->global_types[name] = new_type(std::move(type), node->second, progress::queued);
}

index schema_compiler::type_of_simple(index simple) {
    if (const auto known = wrapper_of_simple_.find(simple); known != wrapper_of_simple_.end()) return known->second;
    const simple_type& value = tables_->simple_types[simple];
    element_type type;
    type.name = value.name;
    type.content = content_kind::simple;
    type.simple = simple;
    type.derived_by = by_restriction;
    type.base = value.base == none ? tables_->any_type : type_of_simple(value.base);
    return wrapper_of_simple_[simple] = new_type(std::move(type), nullptr, progress::done);
}

index schema_compiler::anonymous_type(const source_node& node) {
    if (node.find("name")) refuse_invalid(node, "a type inside a declaration has no name");
    if (node.is("simpleType")) return type_of_simple(simple_type_of(node));
    element_type type;
    type.is_complex = true;
    return new_type(std::move(type), &node, progress::queued);
}

void schema_compiler::complete_type(index type, const source_node& at) {
    if (type_progress_[type] == progress::done) return;
    const depth_guard guard(*this, at);
    if (type_progress_[type] == progress::running)
        refuse_invalid(at, "a type derived from itself (ct-props-correct.3)");
    type_progress_[type] = progress::running;
    fill_type(type, *type_sources_[type]);
    type_progress_[type] = progress::done;
}

void schema_compiler::fill_type(index self, const source_node& node) {
    {
        element_type& type = tables_->types[self];
        type.is_abstract = read_flag(node, "abstract");
        type.block = derivations(node, "block", "blockDefault", by_extension | by_restriction);
        type.final = derivations(node, "final", "finalDefault", by_extension | by_restriction);
    }
    const bool mixed = read_flag(node, "mixed");
    if (const source_node* content = node.child("simpleContent")) return fill_simple_content(self, *content);
    if (const source_node* content = node.child("complexContent"))
        return fill_complex_content(self, *content, content->find("mixed") ? read_flag(*content, "mixed") : mixed);
    element_type type = tables_->types[self];
    type.base = tables_->any_type;
    type.derived_by = by_restriction;
    set_attributes(type, node, nullptr);
    tables_->types[self] = std::move(type);
    fill_content(self, node, mixed);
}

// The type that a redefinition replaces, and is derived from.
index schema_compiler::original_type(const source_node& original, index name) {
    if (const auto known = original_types_.find(&original); known != original_types_.end()) return known->second;
    element_type type;
    type.name = shown(name);
    type.is_complex = true;
    return original_types_[&original] = new_type(std::move(type), &original, progress::queued);
}

// The base type, complete, and open to the derivation.
index schema_compiler::base_of(element_type& type, const source_node& derivation, std::uint8_t method) {
    const std::string* base = derivation.find("base");
    if (base == nullptr) refuse_invalid(derivation, "xs:" + derivation.local + " needs a base");
    const index name = resolve(derivation, *base);
    const source_node* original = original_base(derivation, name);
    type.base = original != nullptr ? original_type(*original, name) : type_named(name, derivation);
    type.derived_by = method;
    complete_type(type.base, derivation);
    if ((tables_->types[type.base].final & method) != 0)
        refuse_invalid(
            derivation, std::string("the base type is final (") +
                            (method == by_extension ? "cos-ct-extends.1.1)" : "derivation-ok-restriction.1)")
        );
    return type.base;
}

void schema_compiler::fill_simple_content(index self, const source_node& content) {
    if (content.children.size() != 1) refuse_invalid(content, "xs:simpleContent needs one restriction or extension");
    const source_node& derivation = *content.children[0];
    const bool extends = derivation.is("extension");
    element_type type = tables_->types[self];
    const index base = base_of(type, derivation, extends ? by_extension : by_restriction);
    const element_type from = tables_->types[base];
    type.content = content_kind::simple;
    type.simple = from.simple;
    if (extends) {
        if (from.content != content_kind::simple)
            refuse_invalid(derivation, "the base type has no simple content (src-ct.2)");
    } else {
        const source_node* inner = derivation.child("simpleType");
        if (!from.is_complex ||
            (from.content != content_kind::simple && (from.content != content_kind::mixed || inner == nullptr)))
            refuse_invalid(derivation, "the base type is not a complex type with simple content (src-ct.2)");
        if (from.content == content_kind::mixed && particles_[base] && least_children(*particles_[base]) > 0)
            refuse_invalid(derivation, "simple content where the base demands children (src-ct.2.2)");
        const index values = inner != nullptr ? simple_type_of(*inner) : from.simple;
        if (from.content == content_kind::simple && !is_derived_simple(*tables_, values, from.simple))
            refuse_invalid(
                derivation, "the simpleType is not derived from that of the base (derivation-ok-restriction.5.2.2.1)"
            );
        type.simple = restricted_simple(values, derivation);
    }
    set_attributes(type, derivation, &from);
    tables_->types[self] = std::move(type);
}

void schema_compiler::fill_complex_content(index self, const source_node& content, bool mixed) {
    if (content.children.size() != 1) refuse_invalid(content, "xs:complexContent needs one restriction or extension");
    const source_node& derivation = *content.children[0];
    const bool extends = derivation.is("extension");
    if (derivation.child("simpleType")) refuse_invalid(derivation, "a simpleType in complex content");
    element_type type = tables_->types[self];
    const index base = base_of(type, derivation, extends ? by_extension : by_restriction);
    const element_type from = tables_->types[base];
    if (!from.is_complex || (from.content == content_kind::simple && !extends))
        refuse_invalid(derivation, "the base type is not a complex type with complex content (src-ct.1)");
    set_attributes(type, derivation, &from);
    if (extends) extend_content(type, self, base, derivation, mixed);
    tables_->types[self] = std::move(type);
    if (!extends) fill_content(self, derivation, mixed);
}

namespace {
const source_node* model_of(const source_node& holder) {
    for (const char* kind : {"group", "all", "choice", "sequence"})
        if (const source_node* found = holder.child(kind)) return found;
    return nullptr;
}

bool is_empty(const particle& p) {
    if (p.most == 0) return true;
    if (p.what == particle::kind::choice) return p.children.empty() && p.least == 0;
    return (p.what == particle::kind::sequence || p.what == particle::kind::all) && p.children.empty();
}
} // namespace

void schema_compiler::fill_content(index self, const source_node& holder, bool mixed) {
    std::optional<particle> own;
    if (const source_node* node = model_of(holder)) own = read_particle(*node, true);
    if (own && is_empty(*own)) own.reset();
    element_type& type = tables_->types[self];
    type.content = mixed ? content_kind::mixed : own ? content_kind::elements : content_kind::empty;
    if (mixed && !own) own.emplace(); // text without children
    particles_[self] = std::move(own);
}

void schema_compiler::extend_content(
    element_type& type, index self, index base, const source_node& derivation, bool mixed
) {
    std::optional<particle> own;
    if (const source_node* node = model_of(derivation)) own = read_particle(*node, true);
    if (own && is_empty(*own)) own.reset();
    const content_kind before = tables_->types[base].content;
    const std::optional<particle>& inherited = particles_[base];
    type.simple = tables_->types[base].simple;
    type.content = before;
    if (!own && (!mixed || before == content_kind::mixed)) {
        particles_[self] = inherited;
        return;
    }
    if (before == content_kind::simple)
        refuse_invalid(derivation, "children added to simple content (cos-ct-extends.1.4)");
    if (before != content_kind::empty && (before == content_kind::mixed) != mixed)
        refuse_invalid(derivation, "an extension is mixed exactly when its base is (cos-ct-extends.1.4.3.2.2.1)");
    type.content = mixed ? content_kind::mixed : content_kind::elements;
    if (!own) own.emplace();
    if (!inherited || is_empty(*inherited)) {
        particles_[self] = std::move(own);
        return;
    }
    if (inherited->what == particle::kind::all || own->what == particle::kind::all)
        refuse_invalid(derivation, "an all group cannot be extended (cos-all-limited.1.2)");
    particle both;
    both.children = {*inherited, std::move(*own)};
    particles_[self] = std::move(both);
}

} // namespace schakel::validation::xsd
