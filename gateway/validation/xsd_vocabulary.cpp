// Which elements XML Schema 1.0 has, with which attributes and children: a compact form of the schema for schemas.
#include "gateway/validation/xsd_source.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation::xsd {

namespace {
struct entry {
    std::string_view element;
    std::string_view attributes; // besides id; names between blanks
    std::string_view children;
};

constexpr std::string_view particles = " element group choice sequence any ";
constexpr std::string_view facets =
    " simpleType minExclusive minInclusive maxExclusive maxInclusive totalDigits fractionDigits length "
    "minLength maxLength enumeration whiteSpace pattern "
    "group all choice sequence attribute attributeGroup anyAttribute ";

constexpr std::array entries{
    entry{
        "schema", " targetNamespace version elementFormDefault attributeFormDefault blockDefault finalDefault ",
        " include import redefine element attribute simpleType complexType group attributeGroup notation "},
    entry{"include", " schemaLocation ", ""},
    entry{"import", " namespace schemaLocation ", ""},
    entry{"redefine", " schemaLocation ", " simpleType complexType group attributeGroup "},
    entry{"notation", " name public system ", ""},
    entry{
        "element",
        " name ref type substitutionGroup default fixed form maxOccurs minOccurs nillable abstract final block ",
        " simpleType complexType unique key keyref "},
    entry{"attribute", " name ref type use default fixed form ", " simpleType "},
    entry{"simpleType", " name final ", " restriction list union "},
    entry{
        "complexType", " name mixed abstract final block ",
        " simpleContent complexContent group all choice sequence attribute attributeGroup anyAttribute "},
    entry{"simpleContent", "", " restriction extension "},
    entry{"complexContent", " mixed ", " restriction extension "},
    entry{"restriction", " base ", facets},
    entry{"extension", " base ", " group all choice sequence attribute attributeGroup anyAttribute "},
    entry{"list", " itemType ", " simpleType "},
    entry{"union", " memberTypes ", " simpleType "},
    entry{"group", " name ref minOccurs maxOccurs ", " all choice sequence "},
    entry{"attributeGroup", " name ref ", " attribute attributeGroup anyAttribute "},
    entry{"all", " minOccurs maxOccurs ", " element "},
    entry{"choice", " minOccurs maxOccurs ", particles},
    entry{"sequence", " minOccurs maxOccurs ", particles},
    entry{"any", " namespace processContents minOccurs maxOccurs ", ""},
    entry{"anyAttribute", " namespace processContents ", ""},
    entry{"unique", " name ", " selector field "},
    entry{"key", " name ", " selector field "},
    entry{"keyref", " name refer ", " selector field "},
    entry{"selector", " xpath ", ""},
    entry{"field", " xpath ", ""},
    entry{"enumeration", " value ", ""},
    entry{"pattern", " value ", ""},
    entry{"length", " value fixed ", ""},
    entry{"minLength", " value fixed ", ""},
    entry{"maxLength", " value fixed ", ""},
    entry{"minInclusive", " value fixed ", ""},
    entry{"minExclusive", " value fixed ", ""},
    entry{"maxInclusive", " value fixed ", ""},
    entry{"maxExclusive", " value fixed ", ""},
    entry{"totalDigits", " value fixed ", ""},
    entry{"fractionDigits", " value fixed ", ""},
    entry{"whiteSpace", " value fixed ", ""},
};

bool lists(std::string_view names, const std::string& name) {
    return names.find(" " + name + " ") != std::string_view::npos;
}

void check_attributes(const source_node& node, const entry& known) {
    for (const auto& a : node.attributes) {
        if (a.space == schema_space) refuse_invalid(node, "an attribute in the namespace of XML Schema");
        if (!a.space.empty() || a.local == "id" || lists(known.attributes, a.local)) continue;
        refuse_invalid(node, "xs:" + node.local + " has no attribute '" + a.local + "'");
    }
}

// Attributes come after the content model, and nothing follows anyAttribute.
void check_order(const source_node& node) {
    int reached = 0;
    for (const auto& child : node.children) {
        const bool model = child->is("group") || child->is("all") || child->is("choice") || child->is("sequence");
        const int place = child->is("simpleContent") || child->is("complexContent") ? 4
                          : model                                                   ? 1
                          : child->is("anyAttribute")                               ? 3
                          : child->is("attribute") || child->is("attributeGroup")   ? 2
                                                                                    : 0;
        const bool repeats = place == reached && (place == 1 || place == 3 || place == 4);
        if (place < reached || repeats || (place == 4 && node.children.size() > 1))
            refuse_invalid(*child, "xs:" + child->local + " is out of place in xs:" + node.local);
        reached = place;
    }
}
} // namespace

void check_vocabulary(const source_node& node) {
    const auto known =
        std::find_if(entries.begin(), entries.end(), [&](const entry& e) { return e.element == node.local; });
    if (known == entries.end()) refuse_invalid(node, "XML Schema 1.0 has no element '" + node.local + "'");
    check_attributes(node, *known);
    for (const auto& child : node.children) {
        if (child->space != schema_space || !lists(known->children, child->local))
            refuse_invalid(*child, "the element '" + child->local + "' is not allowed in xs:" + node.local);
        check_vocabulary(*child);
    }
    if (node.is("complexType") || node.is("restriction") || node.is("extension")) check_order(node);
}

} // namespace schakel::validation::xsd
