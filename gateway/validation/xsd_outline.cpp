#include "gateway/validation/schema_outline.hpp"
#include "gateway/validation/xsd_source.hpp"

#include "gateway/codec/xml_scanner.hpp"

namespace schakel::validation {

namespace {

using xsd::source_document;
using xsd::source_node;

bool is_group(const source_node& node) {
    return node.is("sequence") || node.is("choice") || node.is("all");
}

std::string occurrence(const source_node& node) {
    const std::string least = node.find("minOccurs") ? node.get("minOccurs") : "1";
    const std::string most = node.find("maxOccurs") ? node.get("maxOccurs") : "1";
    if (least == "1" && most == "1") return {};
    if (least == "0" && most == "1") return "?";
    if (least == "0" && most == "unbounded") return "*";
    if (least == "1" && most == "unbounded") return "+";
    if (least == most) return "{" + least + "}";
    return "{" + least + "," + (most == "unbounded" ? "" : most) + "}";
}

std::string wildcard_text(const source_node& node) {
    const std::string spaces = node.find("namespace") ? node.get("namespace") : "##any";
    const std::string how = node.find("processContents") ? node.get("processContents") : "strict";
    return "any(" + spaces + ", " + how + ")";
}

std::string named(const source_node& node) {
    return node.find("ref") ? node.get("ref") : node.get("name");
}

std::string notation(const source_node& node) {
    std::string text;
    if (node.is("element")) text = named(node);
    if (node.is("any")) text = wildcard_text(node);
    if (node.is("group")) text = "group " + named(node);
    if (is_group(node)) {
        const std::string between = node.is("sequence") ? ", " : node.is("choice") ? " | " : " & ";
        for (const auto& child : node.children) {
            const std::string part = notation(*child);
            if (!part.empty()) text += (text.empty() ? "" : between) + part;
        }
        if (!text.empty()) text = "(" + text + ")";
    }
    const std::string often = text.empty() ? std::string() : occurrence(node);
    return node.is("group") && !often.empty() ? "(" + text + ")" + often : text + often;
}

class outline_writer {
public:
    explicit outline_writer(schema_outline& out) : out_(out) {}

    void document(const source_document& of) {
        out_.documents.push_back({of.name, of.target});
        for (const auto& child : of.root->children) definition(*child, {});
    }

private:
    outline_entry& add(const std::string& kind, const source_node& node, const std::string& inside) {
        outline_entry& made = out_.entries.emplace_back();
        made.kind = kind;
        made.name = (inside.empty() ? "" : inside + "/") + node.get("name");
        made.file = node.document->name;
        made.where.offset = node.offset;
        made.is_abstract = node.get("abstract") == "true" || node.get("abstract") == "1";
        return made;
    }

    void definition(const source_node& node, const std::string& inside) {
        if (node.is("element")) return element(node, inside);
        if (node.is("complexType")) return complex(add("complex type", node, inside), node);
        if (node.is("simpleType")) return simple(add("simple type", node, inside), node);
        if (node.is("group") || node.is("attributeGroup")) return group(node, inside);
        if (node.is("attribute")) {
            outline_entry& made = add("attribute", node, inside);
            made.parts.push_back({"attribute", node.get("name"), attribute_text(node)});
        }
        if (node.is("redefine")) {
            for (const auto& child : node.children) definition(*child, inside);
        }
    }

    // Entries may move while parts of them are described: the index stays.
    void element(const source_node& node, const std::string& inside) {
        outline_entry& made = add("element", node, inside);
        made.base = node.get("type");
        if (const std::string* head = node.find("substitutionGroup")) made.parts.push_back({"substitutes", *head, {}});
        for (const auto& child : node.children) constraint(*child, made);
        if (const source_node* type = node.child("simpleType")) simple(made, *type);
        if (const source_node* type = node.child("complexType")) complex(made, *type);
    }

    static void constraint(const source_node& node, outline_entry& made) {
        if (!node.is("key") && !node.is("keyref") && !node.is("unique")) return;
        std::string fields;
        for (const auto& child : node.children)
            if (child->is("field")) fields += (fields.empty() ? "" : ", ") + child->get("xpath");
        const source_node* selector = node.child("selector");
        std::string text = (selector ? selector->get("xpath") : std::string()) + " by " + fields;
        if (node.is("keyref")) text += ", refers to " + node.get("refer");
        made.parts.push_back({node.local, node.get("name"), std::move(text)});
    }

    void group(const source_node& node, const std::string& inside) {
        outline_entry& made = add(node.is("group") ? "group" : "attribute group", node, inside);
        content(made, node);
    }

    void complex(outline_entry& made, const source_node& node) {
        made.is_abstract = made.is_abstract || node.get("abstract") == "true";
        const bool mixed = node.get("mixed") == "true";
        const source_node* content_of = &node;
        for (const char* kind : {"simpleContent", "complexContent"}) {
            const source_node* holder = node.child(kind);
            if (!holder) continue;
            for (const auto& derivation : holder->children) {
                if (!derivation->is("extension") && !derivation->is("restriction")) continue;
                made.derivation = derivation->local;
                made.base = derivation->get("base");
                content_of = derivation.get();
                facets(made, *derivation);
            }
        }
        if (mixed) made.parts.push_back({"mixed", "text between the elements", {}});
        content(made, *content_of);
    }

    // The model, the local elements and the attributes below `holder`. Local elements with a type of their own become
    // entries after this one, so `made` is finished first.
    void content(outline_entry& made, const source_node& holder) {
        std::vector<const source_node*> inner;
        for (const auto& child : holder.children) {
            const bool particle = is_group(*child) || child->is("group");
            if (particle) {
                made.content += (made.content.empty() ? "" : ", ") + notation(*child);
                elements(made, *child, inner);
            }
            if (child->is("attribute")) made.parts.push_back({"attribute", named(*child), attribute_text(*child)});
            if (child->is("attributeGroup")) made.parts.push_back({"attribute group", named(*child), {}});
            if (child->is("anyAttribute")) made.parts.push_back({"attribute", wildcard_text(*child), {}});
        }
        const std::string name = made.name;
        for (const source_node* one : inner) element(*one, name);
    }

    static void elements(outline_entry& made, const source_node& node, std::vector<const source_node*>& inner) {
        for (const auto& child : node.children) {
            if (is_group(*child)) elements(made, *child, inner);
            if (!child->is("element") || child->find("ref")) continue;
            const bool own_type = child->child("complexType") || child->child("simpleType") || child->child("key");
            if (own_type) inner.push_back(child.get());
            made.parts.push_back({"element", child->get("name"), own_type ? "own type" + preset(*child) : typed(*child)}
            );
        }
    }

    static std::string typed(const source_node& node) {
        std::string text = node.find("type") ? node.get("type") : "any type";
        if (node.get("nillable") == "true") text += ", nillable";
        return text + preset(node);
    }

    static std::string preset(const source_node& node) {
        if (const std::string* value = node.find("fixed")) return ", fixed \"" + *value + "\"";
        if (const std::string* value = node.find("default")) return ", default \"" + *value + "\"";
        return {};
    }

    static std::string attribute_text(const source_node& node) {
        std::string text = node.find("type") ? node.get("type") : node.find("ref") ? std::string() : "any simple type";
        if (const source_node* own = node.child("simpleType")) text = own_simple(*own);
        const std::string use = node.get("use");
        if (use == "required" || use == "prohibited") text += (text.empty() ? "" : ", ") + use;
        return text + preset(node);
    }

    static std::string own_simple(const source_node& type) {
        const source_node* restriction = type.child("restriction");
        std::string text = restriction ? restriction->get("base") : "own type";
        if (!restriction) return text;
        outline_entry facets_of;
        facets(facets_of, *restriction);
        for (const outline_part& one : facets_of.parts) text += "; " + one.name + " " + one.text;
        return text;
    }

    static void simple(outline_entry& made, const source_node& node) {
        for (const auto& child : node.children) {
            made.derivation = child->local;
            if (child->is("restriction")) made.base = child->get("base");
            if (child->is("list")) made.base = child->get("itemType");
            if (child->is("union")) made.base = child->get("memberTypes");
            facets(made, *child);
        }
    }

    static void facets(outline_entry& made, const source_node& holder) {
        std::string allowed;
        for (const auto& child : holder.children) {
            const std::string* value = child->find("value");
            if (!value) continue;
            if (child->is("enumeration"))
                allowed += (allowed.empty() ? "" : " | ") + *value;
            else
                made.parts.push_back({"facet", child->local, *value});
        }
        if (!allowed.empty()) made.parts.push_back({"facet", "enumeration", std::move(allowed)});
    }

    schema_outline& out_;
};

void locate(schema_outline& out, const source_document& document) {
    findings places;
    for (const outline_entry& one : out.entries)
        if (one.file == document.name) places.emplace_back().where.offset = one.where.offset;
    xml::locate(document.bytes, places);
    auto next = places.begin();
    for (outline_entry& one : out.entries)
        if (one.file == document.name) one.where = std::move(next++->where);
}

} // namespace

schema_outline outline_of_xsd(std::span<const std::string> names, const schema_catalogue& catalogue) {
    schema_outline out;
    out.language = "XML Schema 1.0";
    const auto documents = xsd::load_documents(names, catalogue);
    outline_writer writer(out);
    for (const auto& one : documents) writer.document(*one);
    for (const auto& one : documents) locate(out, *one);
    const auto compiled = xsd_schema::compile(names, catalogue);
    if (compiled) out.roots = compiled->root_elements();
    return out;
}

} // namespace schakel::validation
