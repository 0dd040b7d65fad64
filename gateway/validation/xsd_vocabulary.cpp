// Which elements XML Schema 1.0 has at which place, with which attributes and children: a compact form of the schema
// for schemas.
#include "gateway/validation/regex.hpp"
#include "gateway/validation/xsd_source.hpp"
#include "gateway/validation/xsd_value.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation::xsd {

namespace {
// Attributes besides id, "!" after those that must stand there. Children in stages: how often (1 ? * +), then names
// between blanks.
struct entry {
    std::string_view element;
    std::string_view around; // the parent, or "schema" for any global place, or empty for any other
    std::string_view attributes;
    std::string_view children;
};

#define SCHAKEL_ATTRIBUTES "* attribute attributeGroup ;? anyAttribute "
#define SCHAKEL_FACETS                                                                                                 \
    "? simpleType ;* minExclusive minInclusive maxExclusive maxInclusive totalDigits fractionDigits length minLength " \
    "maxLength enumeration whiteSpace pattern "
#define SCHAKEL_MODEL "? group all choice sequence ;"
constexpr std::string_view particles = "* element group choice sequence any ";
constexpr std::string_view type_or_constraints = "? simpleType complexType ;* unique key keyref ";

constexpr std::array entries{
    entry{
        "schema", "", " targetNamespace version elementFormDefault attributeFormDefault blockDefault finalDefault ",
        "* include import redefine ;* element attribute simpleType complexType group attributeGroup notation "},
    entry{"include", "", " schemaLocation! ", ""},
    entry{"import", "", " namespace schemaLocation ", ""},
    entry{"redefine", "", " schemaLocation! ", "* simpleType complexType group attributeGroup "},
    entry{"notation", "schema", " name! public system ", ""},
    entry{
        "element", "schema", " name! type substitutionGroup default fixed nillable abstract final block ",
        type_or_constraints},
    entry{"element", "", " name ref type default fixed form maxOccurs minOccurs nillable block ", type_or_constraints},
    entry{"attribute", "schema", " name! type default fixed ", "? simpleType "},
    entry{"attribute", "", " name ref type use default fixed form ", "? simpleType "},
    entry{"simpleType", "schema", " name! final ", "1 restriction list union "},
    entry{"simpleType", "", "", "1 restriction list union "},
    entry{
        "complexType", "schema", " name! mixed abstract final block ",
        "? simpleContent complexContent group all choice sequence ;" SCHAKEL_ATTRIBUTES},
    entry{
        "complexType", "", " mixed ", "? simpleContent complexContent group all choice sequence ;" SCHAKEL_ATTRIBUTES},
    entry{"simpleContent", "", "", "1 restriction extension "},
    entry{"complexContent", "", " mixed ", "1 restriction extension "},
    entry{"restriction", "simpleType", " base ", SCHAKEL_FACETS},
    entry{"restriction", "simpleContent", " base! ", SCHAKEL_FACETS ";" SCHAKEL_ATTRIBUTES},
    entry{"restriction", "complexContent", " base! ", SCHAKEL_MODEL SCHAKEL_ATTRIBUTES},
    entry{"extension", "simpleContent", " base! ", SCHAKEL_ATTRIBUTES},
    entry{"extension", "complexContent", " base! ", SCHAKEL_MODEL SCHAKEL_ATTRIBUTES},
    entry{"list", "", " itemType ", "? simpleType "},
    entry{"union", "", " memberTypes ", "* simpleType "},
    entry{"group", "schema", " name! ", "1 all choice sequence "},
    entry{"group", "", " ref! minOccurs maxOccurs ", ""},
    entry{"attributeGroup", "schema", " name! ", SCHAKEL_ATTRIBUTES},
    entry{"attributeGroup", "", " ref! ", ""},
    entry{"all", "group", "", "* element "},
    entry{"choice", "group", "", particles},
    entry{"sequence", "group", "", particles},
    entry{"all", "", " minOccurs maxOccurs ", "* element "},
    entry{"choice", "", " minOccurs maxOccurs ", particles},
    entry{"sequence", "", " minOccurs maxOccurs ", particles},
    entry{"any", "", " namespace processContents minOccurs maxOccurs ", ""},
    entry{"anyAttribute", "", " namespace processContents ", ""},
    entry{"unique", "", " name! ", "1 selector ;+ field "},
    entry{"key", "", " name! ", "1 selector ;+ field "},
    entry{"keyref", "", " name! refer! ", "1 selector ;+ field "},
    entry{"selector", "", " xpath! ", ""},
    entry{"field", "", " xpath! ", ""},
    entry{"enumeration", "", " value! ", ""},
    entry{"pattern", "", " value! ", ""},
    entry{"length", "", " value! fixed ", ""},
    entry{"minLength", "", " value! fixed ", ""},
    entry{"maxLength", "", " value! fixed ", ""},
    entry{"minInclusive", "", " value! fixed ", ""},
    entry{"minExclusive", "", " value! fixed ", ""},
    entry{"maxInclusive", "", " value! fixed ", ""},
    entry{"maxExclusive", "", " value! fixed ", ""},
    entry{"totalDigits", "", " value! fixed ", ""},
    entry{"fractionDigits", "", " value! fixed ", ""},
    entry{"whiteSpace", "", " value! fixed ", ""},
};
#undef SCHAKEL_ATTRIBUTES
#undef SCHAKEL_FACETS
#undef SCHAKEL_MODEL

// What an attribute may hold: one of the words, or one of these.
struct value_form {
    enum class kind { words, some_of, ncname, qname, qnames, count, uri, anything, untouched } what = kind::anything;
    std::string_view words = {};
};

constexpr std::string_view any_derivation = " extension restriction ";

value_form form_of(const source_node& node, std::string_view attribute) {
    using kind = value_form::kind;
    const bool facet = node.find("value") != nullptr;
    const bool simple = node.local == "simpleType";
    if (attribute == "default" || attribute == "value") return {kind::untouched};
    if (attribute == "fixed" && !facet) return {kind::untouched};
    if (attribute == "name" || attribute == "id") return {kind::ncname};
    if (attribute == "minOccurs" || attribute == "maxOccurs") return {kind::count};
    if (attribute == "memberTypes") return {kind::qnames};
    if (attribute == "schemaLocation" || attribute == "targetNamespace" || attribute == "system") return {kind::uri};
    if (attribute == "namespace" && node.local == "import") return {kind::uri};
    if (attribute == "use") return {kind::words, " optional required prohibited "};
    if (attribute == "form" || attribute.ends_with("FormDefault")) return {kind::words, " qualified unqualified "};
    if (attribute == "processContents") return {kind::words, " strict lax skip "};
    if (attribute == "block" && node.local == "element") return {kind::some_of, " extension restriction substitution "};
    if (attribute == "blockDefault") return {kind::some_of, " extension restriction substitution "};
    if (attribute == "finalDefault") return {kind::some_of, " extension restriction list union "};
    if (attribute == "final" && simple) return {kind::some_of, " restriction list union "};
    if (attribute == "final" || attribute == "block") return {kind::some_of, any_derivation};
    for (const char* flag : {"abstract", "nillable", "mixed", "fixed"})
        if (attribute == flag) return {kind::words, " true false 1 0 "};
    for (const char* name : {"ref", "type", "base", "itemType", "substitutionGroup", "refer"})
        if (attribute == name) return {kind::qname};
    return {};
}

bool holds(std::string_view names, std::string_view name) {
    for (std::size_t at = names.find(name); at != std::string_view::npos; at = names.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        if (at > 0 && names[at - 1] == ' ' && end < names.size() && (names[end] == ' ' || names[end] == '!'))
            return true;
    }
    return false;
}

std::string collapsed(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

template <class Each>
bool all_words(std::string_view text, const Each& each) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (!each(text.substr(0, end))) return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return true;
}

bool is_count(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.starts_with('-')) return text.size() > 1 && text.find_first_not_of('0', 1) == std::string_view::npos;
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_qname(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return is_ncname(text);
    return is_ncname(text.substr(0, colon)) && is_ncname(text.substr(colon + 1));
}

bool fits(const value_form& form, std::string_view attribute, const std::string& value) {
    using kind = value_form::kind;
    switch (form.what) {
    case kind::words: return value.find(' ') == std::string::npos && holds(form.words, value);
    case kind::some_of:
        return value == "#all" || all_words(value, [&](std::string_view word) { return holds(form.words, word); });
    case kind::ncname: return is_ncname(value);
    case kind::qname: return is_qname(value);
    case kind::qnames: return all_words(value, is_qname);
    case kind::count: return (attribute == "maxOccurs" && value == "unbounded") || is_count(value);
    case kind::uri: {
        struct value unused;
        return read_value(primitive::any_uri, value, nullptr, unused);
    }
    default: return true;
    }
}

class vocabulary_check {
public:
    void check(source_node& node) {
        const entry* known = entry_of(node);
        if (known == nullptr) refuse_invalid(node, "XML Schema 1.0 has no element '" + node.local + "' here");
        check_attributes(node, *known);
        check_children(node, *known);
        for (const auto& child : node.children) check(*child);
    }

private:
    static const entry* entry_of(const source_node& node) {
        const bool global = node.parent != nullptr && (node.parent->is("schema") || node.parent->is("redefine"));
        const bool named = node.parent != nullptr && node.parent->is("group");
        for (const entry& e : entries) {
            if (e.element != node.local) continue;
            if (e.around.empty() || (e.around == "schema" && global)) return &e;
            if (e.around == "group" ? named : node.parent != nullptr && node.parent->is(e.around)) return &e;
        }
        return nullptr;
    }

    void check_attributes(source_node& node, const entry& known) {
        for (auto& a : node.attributes) {
            if (a.space == schema_space) refuse_invalid(node, "an attribute in the namespace of XML Schema");
            if (!a.space.empty()) continue;
            if (a.local != "id" && !holds(known.attributes, a.local))
                refuse_invalid(node, "xs:" + node.local + " has no attribute '" + a.local + "' here");
            const value_form form = form_of(node, a.local);
            if (form.what == value_form::kind::untouched) continue;
            a.value = collapsed(a.value);
            if (!fits(form, a.local, a.value))
                refuse_invalid(node, "'" + a.value + "' is no value of the attribute '" + a.local + "'");
            if (a.local == "id" && !ids_.insert(a.value).second)
                refuse_invalid(node, "the id '" + a.value + "' stands here twice");
        }
        for (std::size_t mark = known.attributes.find('!'); mark != std::string_view::npos;
             mark = known.attributes.find('!', mark + 1)) {
            const std::size_t start = known.attributes.rfind(' ', mark) + 1;
            const std::string_view name = known.attributes.substr(start, mark - start);
            if (node.find(name) == nullptr)
                refuse_invalid(node, "xs:" + node.local + " needs the attribute '" + std::string(name) + "'");
        }
    }

    static void check_children(const source_node& node, const entry& known) {
        std::string_view stages = known.children;
        std::size_t next = 0;
        while (!stages.empty()) {
            const std::size_t end = std::min(stages.find(';'), stages.size());
            const char often = stages[0];
            const std::string_view names = stages.substr(1, end - 1);
            std::size_t count = 0;
            while (next < node.children.size() && is_one_of(*node.children[next], names) &&
                   (count == 0 || often == '*' || often == '+')) {
                ++count;
                ++next;
            }
            if (count == 0 && (often == '1' || often == '+'))
                refuse_invalid(
                    next < node.children.size() ? *node.children[next] : node,
                    "xs:" + node.local + " needs one of:" + std::string(names)
                );
            stages.remove_prefix(std::min(end + 1, stages.size()));
        }
        if (next < node.children.size()) refuse_child(node, *node.children[next], known);
        if (!node.children.empty() && node.children.size() > 1)
            for (const char* content : {"simpleContent", "complexContent"})
                if (node.children[0]->is(content)) refuse_child(node, *node.children[1], known);
    }

    static bool is_one_of(const source_node& child, std::string_view names) {
        return child.space == schema_space && holds(names, child.local);
    }

    [[noreturn]] static void refuse_child(const source_node& node, const source_node& child, const entry& known) {
        if (is_one_of(child, known.children))
            refuse_invalid(child, "xs:" + child.local + " is out of place in xs:" + node.local);
        refuse_invalid(child, "the element '" + child.local + "' is not allowed in xs:" + node.local);
    }

    std::set<std::string> ids_;
};
} // namespace

bool is_ncname(std::string_view text) {
    static const regex form = regex::compile("[\\i-[:]][\\c-[:]]*", regex_dialect::xsd).value();
    return form.matches(text);
}

void check_vocabulary(source_node& schema) {
    vocabulary_check().check(schema);
}

} // namespace schakel::validation::xsd
