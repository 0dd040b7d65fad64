#include "gateway/validation/xsd_source.hpp"

#include "gateway/codec/xml_scanner.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t document_limit = 500;

[[noreturn]] void refuse(schema_refusal::kind why, const source_node& at, std::string message) {
    findings place(1);
    place[0].where.offset = at.offset;
    xml::locate(at.document->bytes, place);
    throw schema_refused{{why, at.document->name, place[0].where, std::move(message)}};
}

class tree_builder final : public xml::scoped_scan_handler {
public:
    explicit tree_builder(source_document& document) : document_(document) {}

    void scope(const xml::namespace_scope& in_force) override { scope_ = &in_force; }

    void start_element(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset) override {
        const bool annotation = ignored_ == 0 && id.space == schema_space && id.local == "annotation";
        if (annotation || ignored_ == 1) check_annotation(id, attributes, offset);
        if (annotation || ignored_ > 0) {
            ++ignored_;
            return;
        }
        auto node = std::make_unique<source_node>();
        node->space = id.space;
        node->local = id.local;
        node->offset = offset;
        node->document = &document_;
        for (const xml::attribute& a : attributes) {
            node->attributes.push_back({std::string(a.id.space), std::string(a.id.local), std::string(a.value)});
            bind_prefixes(a.value, *node);
        }
        bind("", *node);
        source_node* raw = node.get();
        if (open_.empty()) {
            document_.root = std::move(node);
        } else {
            node->parent = open_.back();
            open_.back()->children.push_back(std::move(node));
        }
        open_.push_back(raw);
    }

    void text(std::string_view value, std::size_t) override {
        if (ignored_ <= 1 && value.find_first_not_of(" \t\r\n") != std::string_view::npos)
            note(open_.empty() ? 0 : open_.back()->offset, "text where XML Schema has elements only");
    }

    void end_element(const xml::name&, std::size_t) override {
        if (ignored_ > 0)
            --ignored_;
        else
            open_.pop_back();
    }

    // The first fault in what no tree shows, with its offset.
    const std::optional<std::pair<std::size_t, std::string>>& fault() const { return fault_; }

private:
    void note(std::size_t offset, std::string what) {
        if (!fault_) fault_.emplace(offset, std::move(what));
    }

    // An annotation stands first and once, but freely in xs:schema and xs:redefine; it holds appinfo and documentation.
    void check_annotation(const xml::name& id, std::span<const xml::attribute> attributes, std::size_t offset) {
        const bool outer = ignored_ == 0;
        if (outer && !open_.empty() && !open_.back()->is("schema") && !open_.back()->is("redefine")) {
            if (std::exchange(open_.back()->annotated, true) || !open_.back()->children.empty())
                note(offset, "xs:annotation is out of place in xs:" + open_.back()->local);
        }
        const bool known = id.space == schema_space && (id.local == "appinfo" || id.local == "documentation");
        if (!outer && !known)
            note(offset, "the element '" + std::string(id.local) + "' is not allowed in xs:annotation");
        for (const xml::attribute& a : attributes)
            if (a.id.space == schema_space || (a.id.space.empty() && a.id.local != (outer ? "id" : "source")))
                note(offset, "xs:" + std::string(id.local) + " has no attribute '" + std::string(a.id.local) + "'");
    }

    void bind(std::string_view prefix, source_node& node) {
        if (const std::string_view* uri = scope_->find_namespace(prefix)) node.bindings.emplace(prefix, *uri);
    }

    // Whatever stands before a colon may be a prefix; what is none does no harm.
    void bind_prefixes(std::string_view value, source_node& node) {
        for (std::size_t colon = value.find(':'); colon != std::string_view::npos; colon = value.find(':', colon + 1)) {
            const std::size_t before = value.find_last_of(" \t\r\n/|@.:", colon == 0 ? 0 : colon - 1);
            const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
            if (start < colon) bind(value.substr(start, colon - start), node);
        }
    }

    source_document& document_;
    const xml::namespace_scope* scope_ = nullptr;
    std::vector<source_node*> open_;
    std::size_t ignored_ = 0;
    std::optional<std::pair<std::size_t, std::string>> fault_;
};

// "b/../c.xsd" seen from "a/x.xsd" is "a/c.xsd"; what has a scheme or begins with a slash stands for itself.
std::string resolve_name(std::string_view from, std::string_view name) {
    if (name.find("://") != std::string_view::npos || name.starts_with('/')) return std::string(name);
    const std::size_t slash = from.rfind('/');
    const std::string joined =
        (slash == std::string_view::npos ? "" : std::string(from.substr(0, slash + 1))) + std::string(name);
    if (joined.find("://") != std::string::npos) return joined;
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= joined.size();) {
        const std::size_t end = std::min(joined.find('/', at), joined.size());
        std::string part = joined.substr(at, end - at);
        if (part == ".." && !parts.empty() && parts.back() != ".." && !parts.back().empty())
            parts.pop_back();
        else if (part != ".")
            parts.push_back(std::move(part));
        at = end + 1;
    }
    std::string out;
    for (const std::string& part : parts) out += (&part == &parts.front() ? "" : "/") + part;
    return out;
}

class loader {
public:
    explicit loader(const schema_catalogue& catalogue) : catalogue_(catalogue) {}

    std::vector<std::unique_ptr<source_document>> load(std::span<const std::string> names) {
        for (const std::string& name : names) {
            auto found = catalogue_.find(name);
            if (!found)
                throw schema_refused{{schema_refusal::kind::unreadable, name, {}, "the catalogue has no such schema"}};
            read(std::move(*found), nullptr);
        }
        return std::move(documents_);
    }

private:
    // `includer`: null for a root or an imported document.
    source_document* read(schema_text found, const source_document* includer) {
        auto owned = std::make_unique<source_document>();
        source_document& d = *owned;
        d.name = std::move(found.name);
        d.bytes = std::move(found.bytes);
        parse(d);
        d.target = d.root->get("targetNamespace");
        if (d.root->find("targetNamespace") && d.target.empty())
            refuse_invalid(*d.root, "an empty targetNamespace (src-schema)");
        if (includer != nullptr && d.target.empty() && !includer->target.empty()) {
            d.target = includer->target;
            d.adopted = true;
        }
        if (includer != nullptr && d.target != includer->target)
            refuse_invalid(
                *d.root, "an included document with another targetNamespace than '" + includer->target + "'"
            );
        const auto [known, added] = seen_.try_emplace(d.name + '\n' + d.target, &d);
        if (!added) return known->second;
        if (documents_.size() >= document_limit) refuse_unsupported(*d.root, "more than 500 documents in one schema");
        check_vocabulary(*d.root);
        d.visible = {d.target, std::string(schema_space)};
        documents_.push_back(std::move(owned));
        for (const auto& child : d.root->children) follow(*child, d);
        return &d;
    }

    static void parse(source_document& d) {
        findings found;
        tree_builder builder(d);
        if (!xml::scan(d.bytes, {}, builder, found)) {
            const std::string why = found.empty() ? "not well-formed" : found[0].text(language::en);
            throw schema_refused{
                {schema_refusal::kind::unreadable, d.name, found.empty() ? location{} : found[0].where, why}};
        }
        if (d.root == nullptr || !d.root->is("schema"))
            throw schema_refused{{schema_refusal::kind::unreadable, d.name, {}, "the root element is not xs:schema"}};
        if (!builder.fault()) return;
        source_node place;
        place.document = &d;
        place.offset = builder.fault()->first;
        refuse_invalid(place, builder.fault()->second);
    }

    void follow(const source_node& node, source_document& d) {
        if (node.is("include") || node.is("redefine")) include(node, d);
        if (node.is("import")) import(node, d);
    }

    void include(const source_node& node, source_document& d) {
        const std::string* at = node.find("schemaLocation");
        if (at == nullptr) refuse_invalid(node, "xs:" + node.local + " without schemaLocation");
        const std::string name = resolve_name(d.name, *at);
        source_document* part = nullptr;
        if (const auto known = seen_.find(name + '\n' + d.target); known != seen_.end()) {
            part = known->second;
        } else {
            auto found = catalogue_.find(name);
            if (!found && node.is("redefine") && node.children.empty()) return; // src-redefine.2: nothing to redefine
            if (!found) refuse(schema_refusal::kind::unreadable, node, "the catalogue has no schema '" + name + "'");
            part = read(std::move(*found), &d);
        }
        d.parts.push_back(part);
        if (node.is("redefine")) d.redefines.emplace_back(&node, part);
    }

    // Without a document in the catalogue the namespace may still be filled by another root; references then decide.
    void import(const source_node& node, source_document& d) {
        const std::string space = node.get("namespace");
        if (node.find("namespace") && space.empty()) refuse_invalid(node, "an import of the empty namespace name");
        if (space == d.target) refuse_invalid(node, "an import of the document's own namespace");
        d.visible.insert(space);
        const std::string* at = node.find("schemaLocation");
        const std::string name = at == nullptr ? std::string() : resolve_name(d.name, *at);
        if (at != nullptr && seen_.contains(name + '\n' + space)) return;
        auto found = catalogue_.find_import(name, space);
        if (!found) {
            d.not_found.insert(space);
            return;
        }
        const source_document* imported = read(std::move(*found), nullptr);
        if (imported->target != space)
            refuse_invalid(node, "the imported document '" + imported->name + "' has another targetNamespace");
    }

    const schema_catalogue& catalogue_;
    std::vector<std::unique_ptr<source_document>> documents_;
    std::map<std::string, source_document*> seen_; // by name and target namespace
};
} // namespace

const std::string* source_node::find(std::string_view name) const {
    for (const attribute& a : attributes)
        if (a.local == name && a.space.empty()) return &a.value;
    return nullptr;
}

std::string source_node::get(std::string_view name) const {
    const std::string* value = find(name);
    return value == nullptr ? std::string() : *value;
}

const source_node* source_node::child(std::string_view name) const {
    for (const auto& c : children)
        if (c->is(name)) return c.get();
    return nullptr;
}

void refuse_invalid(const source_node& at, std::string message) {
    refuse(schema_refusal::kind::invalid, at, std::move(message));
}

void refuse_unsupported(const source_node& at, std::string message) {
    refuse(schema_refusal::kind::not_supported, at, std::move(message));
}

std::vector<std::unique_ptr<source_document>>
load_documents(std::span<const std::string> names, const schema_catalogue& catalogue) {
    return loader(catalogue).load(names);
}

} // namespace schakel::validation::xsd
