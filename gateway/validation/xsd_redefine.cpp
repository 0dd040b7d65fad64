// xs:redefine: definitions that replace those of an included document, in terms of themselves.
#include "gateway/validation/xsd_compiler.hpp"

namespace schakel::validation::xsd {

namespace {
void collect_parts(const source_document& document, std::set<const source_document*>& out) {
    if (!out.insert(&document).second) return;
    for (const source_document* part : document.parts) collect_parts(*part, out);
}

// The global definition around a node.
const source_node& definition_around(const source_node& at) {
    const source_node* node = &at;
    while (node->parent != nullptr && !node->parent->is("schema") && !node->parent->is("redefine")) node = node->parent;
    return *node;
}

void collect_references(const source_node& node, std::string_view kind, std::vector<const source_node*>& out) {
    if (node.is(kind) && node.find("ref")) out.push_back(&node);
    for (const auto& child : node.children) collect_references(*child, kind, out);
}
} // namespace

// Innermost documents first, so that a redefinition of a redefinition finds what it builds on.
void schema_compiler::redefine_parts(const source_document& document, std::set<const source_document*>& done) {
    if (!done.insert(&document).second) return;
    for (const source_document* part : document.parts) redefine_parts(*part, done);
    for (const auto& [node, part] : document.redefines) {
        std::set<const source_document*> redefined;
        collect_parts(*part, redefined);
        redefined.erase(&document); // reached through a circle of documents
        for (const auto& child : node->children) redefine(*child, redefined);
    }
}

void schema_compiler::redefine(const source_node& node, const std::set<const source_document*>& redefined) {
    const index name = declared_name(node);
    globals& into = globals_of(node);
    const auto found = into.find(name);
    if (found == into.end() || found->second->local != node.local)
        refuse_invalid(
            node, "the redefined document has no xs:" + node.local + " " + shown(name) + " (src-redefine, src-resolve)"
        );
    if (!redefined.contains(found->second->document))
        refuse_invalid(
            node, shown(name) + " is not of the redefined document, or is redefined twice (sch-props-correct.2)"
        );
    originals_[&node] = std::exchange(found->second, &node);
    if (node.is("simpleType") || node.is("complexType")) check_redefined_type(node, name);
}

// A redefined type is derived from itself.
void schema_compiler::check_redefined_type(const source_node& node, index name) {
    const source_node* how = node.child("restriction");
    for (const char* content : {"simpleContent", "complexContent"})
        if (const source_node* found = node.child(content); found != nullptr && !found->children.empty())
            how = found->children[0].get();
    if (how == nullptr || how->find("base") == nullptr || resolve(*how, how->get("base")) != name)
        refuse_invalid(node, "a redefined type must be derived from itself (src-redefine.5)");
}

// Inside a redefined group its own name means the group that it replaces.
const source_node* schema_compiler::original_of(const source_node& at, std::string_view kind, index name) {
    if (originals_.empty()) return nullptr;
    const source_node& around = definition_around(at);
    const auto found = originals_.find(&around);
    return found != originals_.end() && around.is(kind) && declared_name(around) == name ? found->second : nullptr;
}

// Of a redefined type only the base means the type that it replaces.
const source_node* schema_compiler::original_base(const source_node& derivation, index name) {
    if (originals_.empty()) return nullptr;
    const source_node* type = derivation.parent;
    if (type != nullptr && (type->is("simpleContent") || type->is("complexContent"))) type = type->parent;
    const auto found = originals_.find(type);
    return found != originals_.end() && declared_name(*type) == name ? found->second : nullptr;
}

// A redefined group refers to itself once, or restricts what it replaces.
void schema_compiler::check_redefined_groups() {
    for (const auto& [node, original] : originals_) {
        const bool attributes = node->is("attributeGroup");
        if (!attributes && !node->is("group")) continue;
        const index name = declared_name(*node);
        std::vector<const source_node*> references;
        collect_references(*node, node->local, references);
        std::erase_if(references, [&](const source_node* r) { return resolve(*r, r->get("ref")) != name; });
        if (references.size() > 1)
            refuse_invalid(
                *node, std::string("a redefined group refers to itself more than once (src-redefine.") +
                           (attributes ? "7.1)" : "6.1.1)")
            );
        if (references.size() == 1) {
            particle bounds;
            read_occurs(*references[0], bounds);
            if (bounds.least != 1 || bounds.most != 1)
                refuse_invalid(*references[0], "a redefined group holds itself exactly once (src-redefine.6.1.2)");
        } else if (attributes) {
            check_attribute_group_restriction(*node, *original);
        } else {
            check_group_restriction(*node, *original);
        }
    }
}

} // namespace schakel::validation::xsd
