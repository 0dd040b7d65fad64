#include "tests/conformance/xsd_features/schema_mutation.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <span>
#include <vector>

namespace schakel::conformance {

namespace {

using test::chance;

struct attribute_span {
    std::string name;
    std::size_t begin = 0, end = 0;             // with the blank before it
    std::size_t value_begin = 0, value_end = 0; // inside the quotes
};

struct element_span {
    std::string name; // with prefix
    std::size_t begin = 0, end = 0;
    std::size_t tag_end = 0;                 // of the start tag
    std::size_t end_tag = std::string::npos; // of the end tag's '<', none for an empty element
    std::vector<attribute_span> attributes;
};

// The elements of a well-formed document without comments and CDATA; the root first.
class outline {
public:
    explicit outline(const std::string& text) : text_(text) {
        std::vector<std::size_t> open;
        for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at)) {
            const std::size_t close = text.find('>', at);
            if (close == std::string::npos) break;
            if (text[at + 1] == '/') {
                elements[open.back()].end_tag = at;
                elements[open.back()].end = close + 1;
                open.pop_back();
            } else if (text[at + 1] != '?' && text[at + 1] != '!') {
                elements.push_back(start_tag(at, close));
                if (text[close - 1] != '/') open.push_back(elements.size() - 1);
            }
            at = close;
        }
    }
    std::vector<element_span> elements;

private:
    element_span start_tag(std::size_t at, std::size_t close) const {
        element_span out;
        out.begin = at;
        out.end = out.tag_end = close + 1;
        std::size_t i = text_.find_first_of(" \n/>", at);
        out.name = text_.substr(at + 1, i - at - 1);
        while (true) {
            const std::size_t name = text_.find_first_not_of(" \n", i);
            const std::size_t equals = text_.find('=', name);
            if (name >= close || equals >= close || text_[name] == '/') return out;
            const std::size_t quote = text_.find(text_[equals + 1], equals + 2);
            out.attributes.push_back({text_.substr(name, equals - name), i, quote + 1, equals + 2, quote});
            i = quote + 1;
        }
    }
    const std::string& text_;
};

const std::map<std::string, std::vector<std::string>, std::less<>> values_of_attributes{
    {"minOccurs", {"0", "1", "2", "5", "-1", "unbounded"}},
    {"maxOccurs", {"0", "1", "2", "7", "100", "unbounded"}},
    {"type", {"xs:int", "xs:string", "xs:date", "xs:ID", "xs:IDREF", "xs:anyType", "xs:NMTOKENS", "xs:nothing"}},
    {"base", {"xs:int", "xs:string", "xs:decimal", "xs:date", "xs:boolean", "xs:anySimpleType", "xs:anyType"}},
    {"itemType", {"xs:int", "xs:token", "xs:NMTOKENS"}},
    {"memberTypes", {"xs:int", "xs:date xs:token", "xs:nothing"}},
    {"value", {"0", "1", "3", "-1", "10", "abc", "2026-01-01", "[a-z]+", "a{2,1}", "1.5", "collapse", ""}},
    {"use", {"required", "optional", "prohibited", "always"}},
    {"processContents", {"strict", "lax", "skip", "none"}},
    {"namespace", {"##any", "##other", "##local", "##targetNamespace", "urn:a urn:b", "##any urn:a"}},
    {"block", {"#all", "extension", "restriction", "substitution", "list"}},
    {"final", {"#all", "extension", "restriction", "list", "union"}},
    {"abstract", {"true", "false", "1", "no"}},
    {"nillable", {"true", "false", "0"}},
    {"mixed", {"true", "false"}},
    {"form", {"qualified", "unqualified"}},
    {"elementFormDefault", {"qualified", "unqualified"}},
    {"default", {"1", "x", "2026-01-01", ""}},
    {"fixed", {"1", "x", "true", ""}},
    {"xpath", {"t:e", "@k", ".", ".//t:e", "t:*", "*", "t:a/t:b", "/t:a", "@k|t:n"}},
};

constexpr std::array<std::array<const char*, 4>, 5> related_tags{{
    {"xs:sequence", "xs:choice", "xs:all", "xs:group"},
    {"xs:extension", "xs:restriction", "xs:list", "xs:union"},
    {"xs:minInclusive", "xs:maxInclusive", "xs:maxExclusive", "xs:minExclusive"},
    {"xs:length", "xs:minLength", "xs:maxLength", "xs:totalDigits"},
    {"xs:key", "xs:unique", "xs:complexContent", "xs:simpleContent"},
}};

class mutator {
public:
    mutator(const std::string& text, chance& by) : text_(text), outline_(text), by_(by) {}

    std::string mutate() {
        const auto& elements = outline_.elements;
        if (elements.size() < 2) return text_;
        const element_span& e = elements[by_.between(1, elements.size() - 1)];
        switch (by_.below(7)) {
        case 0: return text_.substr(0, e.begin) + text_.substr(e.end);
        case 1: return text_.substr(0, e.end) + text_.substr(e.begin, e.end - e.begin) + text_.substr(e.end);
        case 2: return moved(e);
        case 3: return exchanged_tag(e);
        case 4: return without_attribute(e);
        default: return other_value(e);
        }
    }

private:
    std::string moved(const element_span& e) {
        const element_span& to = by_.pick(outline_.elements);
        const std::string cut = text_.substr(e.begin, e.end - e.begin);
        if (to.end_tag == std::string::npos || (to.begin >= e.begin && to.end <= e.end)) return text_;
        const std::size_t place = by_.percent(50) ? to.tag_end : to.end_tag;
        return place <= e.begin
                   ? text_.substr(0, place) + cut + text_.substr(place, e.begin - place) + text_.substr(e.end)
                   : text_.substr(0, e.begin) + text_.substr(e.end, place - e.end) + cut + text_.substr(place);
    }

    std::string exchanged_tag(const element_span& e) {
        for (const auto& family : related_tags) {
            if (std::find(family.begin(), family.end(), e.name) == family.end()) continue;
            const std::string other = by_.pick(family);
            std::string out = text_;
            if (e.end_tag != std::string::npos) out.replace(e.end_tag + 2, e.name.size(), other);
            return out.replace(e.begin + 1, e.name.size(), other);
        }
        return other_value(e);
    }

    std::string without_attribute(const element_span& e) {
        if (e.attributes.empty()) return text_;
        const attribute_span& a = by_.pick(e.attributes);
        return text_.substr(0, a.begin) + text_.substr(a.end);
    }

    // A value that fits the attribute, or the value of another attribute of that name in the schema.
    std::string other_value(const element_span& e) {
        if (e.attributes.empty()) return text_;
        const attribute_span& a = by_.pick(e.attributes);
        std::vector<std::string> values;
        if (const auto known = values_of_attributes.find(a.name); known != values_of_attributes.end())
            values = known->second;
        for (const element_span& other : outline_.elements)
            for (const attribute_span& b : other.attributes)
                if (b.name == a.name || (a.name == "ref" && b.name == "name") || (a.name == "type" && b.name == "name"))
                    values.push_back(text_.substr(b.value_begin, b.value_end - b.value_begin));
        return text_.substr(0, a.value_begin) + by_.pick(values) + text_.substr(a.value_end);
    }

    const std::string& text_;
    outline outline_;
    chance& by_;
};

} // namespace

std::string mutated_schema(const std::string& schema, chance& by) {
    std::string out = mutator(schema, by).mutate();
    return by.percent(25) ? mutator(out, by).mutate() : out;
}

} // namespace schakel::conformance
