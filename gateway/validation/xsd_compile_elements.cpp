// Element declarations, model groups and identity constraints.
#include "gateway/validation/xsd_compiler.hpp"

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t particle_limit = 100'000;

std::size_t size_of(const particle& p) {
    std::size_t total = 1;
    for (const particle& child : p.children) total += size_of(child);
    return total;
}
} // namespace

index schema_compiler::element_named(index name, const source_node& at) {
    if (const auto known = tables_->global_elements.find(name); known != tables_->global_elements.end())
        return known->second;
    return element_declared(global(element_nodes_, name, at, "element"), name);
}

// A global element is in its table before it is filled, because its content may refer to it.
index schema_compiler::element_declared(const source_node& node, index name) {
    const depth_guard guard(*this, node);
    const auto number = static_cast<index>(tables_->elements.size());
    element_declaration declaration;
    declaration.name = name;
    tables_->elements.push_back(std::move(declaration));
    element_sources_.push_back(&node);
    if (node.parent->is("schema")) tables_->global_elements[name] = number;
    fill_element(number, node);
    return number;
}

void schema_compiler::fill_element(index number, const source_node& node) {
    element_declaration d;
    d.name = tables_->elements[number].name;
    const bool is_global = node.parent->is("schema");
    d.is_abstract = read_flag(node, "abstract");
    d.nillable = read_flag(node, "nillable");
    d.block = derivations(node, "block", "blockDefault", by_extension | by_restriction | by_substitution);
    d.final = derivations(node, "final", "finalDefault", by_extension | by_restriction);
    if (const std::string* head = node.find("substitutionGroup")) {
        if (!is_global) refuse_invalid(node, "only a global element joins a substitution group");
        d.substitutes = element_named(resolve(node, *head), node);
    }
    if (!is_global && (node.find("abstract") || node.find("final")))
        refuse_invalid(node, "only a global element is abstract or final");
    d.type = type_of_element(node, d.substitutes);
    if (!tables_->types[d.type].is_complex) check_usable(tables_->types[d.type].simple, node);
    const std::string* preset = node.find("default");
    const std::string* fixed = node.find("fixed");
    if (preset != nullptr && fixed != nullptr) refuse_invalid(node, "a default and a fixed value (src-element.1)");
    if (preset != nullptr) d.preset = *preset;
    if (fixed != nullptr) d.preset = d.fixed = *fixed;
    for (const auto& child : node.children)
        if (child->is("key") || child->is("keyref") || child->is("unique")) read_constraint(*child, d);
    tables_->elements[number] = std::move(d);
}

index schema_compiler::type_of_element(const source_node& node, index head) {
    const source_node* inner = node.child("complexType");
    if (inner == nullptr)
        inner = node.child("simpleType");
    else if (node.child("simpleType"))
        refuse_invalid(node, "two types for one element");
    const std::string* named = node.find("type");
    if (inner != nullptr && named != nullptr)
        refuse_invalid(node, "a type attribute and a type inside (src-element.3)");
    if (named != nullptr) return type_named(resolve(node, *named), node);
    if (inner != nullptr) return anonymous_type(*inner);
    if (head == none) return tables_->any_type;
    if (tables_->elements[head].type == none)
        refuse_invalid(node, "a substitution group that leads back to itself (e-props-correct.6)");
    return tables_->elements[head].type;
}

void schema_compiler::read_constraint(const source_node& node, element_declaration& element) {
    constraint c;
    c.what = node.is("key")      ? constraint::kind::key
             : node.is("unique") ? constraint::kind::unique
                                 : constraint::kind::keyref;
    const index name = declared_name(node);
    c.name = tables_->names.local(name);
    const auto number = static_cast<index>(tables_->constraints.size());
    if (!constraint_names_.emplace(name, number).second)
        refuse_invalid(node, "a second identity constraint " + shown(name) + " (sch-props-correct.2)");
    for (const auto& child : node.children) {
        const bool is_field = child->is("field");
        if (is_field == c.selectors.empty()) refuse_invalid(*child, "one selector and then fields");
        const std::string* xpath = child->find("xpath");
        if (xpath == nullptr) refuse_invalid(*child, "xs:" + child->local + " needs an xpath");
        const prefix_resolver prefixes = [&](std::string_view prefix) -> const std::string* {
            const auto found = child->bindings.find(prefix);
            return found == child->bindings.end() ? nullptr : &found->second;
        };
        auto paths = read_paths(*xpath, is_field, tables_->names, prefixes);
        if (!paths) refuse_invalid(*child, paths.error().message);
        if (is_field)
            c.fields.push_back(std::move(*paths));
        else
            c.selectors = std::move(*paths);
    }
    if (c.fields.empty()) refuse_invalid(node, "an identity constraint without fields");
    if (c.what == constraint::kind::keyref) {
        const std::string* refer = node.find("refer");
        if (refer == nullptr) refuse_invalid(node, "a keyref needs refer");
        c.refers_to = resolve(node, *refer); // a name until resolve_keyrefs
        keyrefs_.emplace_back(number, &node);
    }
    tables_->constraints.push_back(std::move(c));
    element.constraints.push_back(number);
}

void schema_compiler::resolve_keyrefs() {
    for (const auto& [number, node] : keyrefs_) {
        constraint& c = tables_->constraints[number];
        const auto found = constraint_names_.find(c.refers_to);
        if (found == constraint_names_.end())
            refuse_invalid(*node, "there is no key " + shown(c.refers_to) + " (src-resolve)");
        const constraint& key = tables_->constraints[found->second];
        if (key.what == constraint::kind::keyref)
            refuse_invalid(*node, "a keyref refers to a key or unique constraint (c-props-correct.1)");
        if (key.fields.size() != c.fields.size())
            refuse_invalid(*node, "a keyref has as many fields as its key (c-props-correct.2)");
        c.refers_to = found->second;
    }
}

void schema_compiler::read_occurs(const source_node& node, particle& out) {
    const auto digits = [&](const char* attribute) -> std::string {
        const std::string* written = node.find(attribute);
        if (written == nullptr) return "1";
        std::string_view number = *written;
        if (number.starts_with('+')) number.remove_prefix(1);
        if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos)
            refuse_invalid(node, "'" + *written + "' is no number of occurrences");
        number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
        return std::string(number);
    };
    // no document has more children than that
    const auto number = [](const std::string& text) {
        return text.size() > 10 ? unbounded - 1 : std::min<std::uint64_t>(std::stoull(text), unbounded - 1);
    };
    const std::string least = digits("minOccurs");
    out.least = static_cast<std::uint32_t>(number(least));
    out.most = unbounded;
    if (node.get("maxOccurs") == "unbounded") return;
    const std::string most = digits("maxOccurs");
    out.most = static_cast<std::uint32_t>(number(most));
    if (least.size() != most.size() ? least.size() > most.size() : least > most)
        refuse_invalid(node, "minOccurs exceeds maxOccurs (p-props-correct.2.1)");
}

std::optional<particle> schema_compiler::read_particle(const source_node& node, bool top) {
    const depth_guard guard(*this, node);
    particle out;
    if (node.is("group")) {
        const std::string* ref = node.find("ref");
        if (ref == nullptr) refuse_invalid(node, "a reference to a group needs ref");
        const index name = resolve(node, *ref);
        const source_node* original = original_of(node, "group", name);
        out = group_at(original != nullptr ? *original : global(group_nodes_, name, node, "group"));
        read_occurs(node, out); // a definition has no bounds of its own
    } else if (node.is("element")) {
        out.what = particle::kind::element;
        read_occurs(node, out);
        if (out.most == 0) return std::nullopt;
        if (const std::string* ref = node.find("ref")) {
            for (const char* own : {"name", "type", "default", "fixed", "nillable", "block", "form"})
                if (node.find(own))
                    refuse_invalid(node, std::string("a reference has no '") + own + "' (src-element.2)");
            if (!node.children.empty()) refuse_invalid(node, "a reference has no content of its own (src-element.2.2)");
            out.element = element_named(resolve(node, *ref), node);
        } else {
            const std::string form =
                node.find("form") ? node.get("form") : node.document->root->get("elementFormDefault");
            if (!form.empty() && form != "qualified" && form != "unqualified")
                refuse_invalid(node, "'form' is qualified or unqualified");
            const index own = declared_name(node);
            const index name = form == "qualified" ? own : tables_->names.add(no_space, tables_->names.local(own));
            out.element = element_declared(node, name);
        }
        return out;
    } else if (node.is("any")) {
        out.what = particle::kind::any;
        read_occurs(node, out);
        out.any = read_wildcard(node);
    } else {
        out.what = node.is("all")      ? particle::kind::all
                   : node.is("choice") ? particle::kind::choice
                                       : particle::kind::sequence;
        read_occurs(node, out);
        for (const auto& child : node.children)
            if (auto inner = read_particle(*child, false)) out.children.push_back(std::move(*inner));
    }
    if (out.what == particle::kind::all) check_all_group(out, node, top);
    if (size_of(out) > particle_limit) refuse_unsupported(node, "a content model of more than 100,000 particles");
    return out;
}

void schema_compiler::check_all_group(const particle& p, const source_node& node, bool top) {
    if (!top) refuse_invalid(node, "an all group inside another group (cos-all-limited.1.2)");
    if (p.most > 1) refuse_invalid(node, "an all group occurs at most once (cos-all-limited.1.2)");
    for (const particle& child : p.children)
        if (child.most > 1) refuse_invalid(node, "an element of an all group occurs at most once (cos-all-limited.2)");
}

const particle& schema_compiler::group_at(const source_node& node) {
    if (const auto known = groups_.find(&node); known != groups_.end()) return known->second;
    return groups_.emplace(&node, read_group(node)).first->second;
}

particle schema_compiler::read_group(const source_node& node) {
    if (!running_.insert(&node).second) refuse_invalid(node, "a group that holds itself (mg-props-correct.2)");
    if (node.children.size() != 1) refuse_invalid(node, "a group needs one all, choice or sequence");
    for (const char* bounds : {"minOccurs", "maxOccurs"})
        if (node.children[0]->find(bounds))
            refuse_invalid(*node.children[0], "the bounds of a group stand where it is used");
    particle out = *read_particle(*node.children[0], true);
    running_.erase(&node);
    return out;
}

} // namespace schakel::validation::xsd
