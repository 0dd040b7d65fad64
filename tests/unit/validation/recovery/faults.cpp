#include "tests/unit/validation/recovery/faults.hpp"

#include <algorithm>
#include <array>

namespace recovery {

namespace {

using schakel::test::chance;

bool holds_elements(const node& n) {
    return n.content != shape::simple && n.content != shape::empty;
}

// Marks what a reader of the finding is shown: the child at this place, or the parent when nothing follows.
void mark_place(node& parent, std::size_t place, mark number) {
    (place < parent.children.size() ? parent.children[place].at : parent.at) = number;
}

bool free_children(const node& n) {
    return holds_elements(n) && !n.children_taken && !n.lost;
}

// Whether the child may disappear or become unreadable without making another fault elsewhere.
bool expendable(const node& n) {
    return !n.referred && !has_faults(n) && !n.lost && n.at == 0;
}

bool broken_value(node& n, mark number, chance&) {
    if (n.content != shape::simple || n.own_taken || n.at != 0 || n.text == n.broken_value) return false;
    n.text = n.broken_value;
    n.own_taken = true;
    n.at = number;
    return true;
}

bool child_in_text(node& n, mark number, chance&) {
    if (n.content != shape::simple || n.own_taken || n.at != 0) return false;
    node child;
    child.name = "b";
    child.at = number;
    child.lost = true;
    n.children.push_back(child);
    n.own_taken = n.children_taken = true;
    return true;
}

bool filled_empty(node& n, mark number, chance&) {
    if (n.content != shape::empty || n.own_taken || n.at != 0) return false;
    n.text = "x";
    n.own_taken = true;
    n.at = number;
    return true;
}

bool text_among_elements(node& n, mark number, chance&) {
    if (!holds_elements(n) || n.content == shape::mixed || n.text_at != 0 || n.children.empty()) return false;
    n.text = "stray ";
    n.text_at = number;
    return true;
}

bool unknown_attribute(node& n, mark number, chance& by) {
    if (n.own_taken || n.name == "hints") return false;
    n.attributes.push_back({by.pick({"extra", "s:key"}), "1", number});
    n.own_taken = true;
    return true;
}

bool missing_attribute(node& n, mark number, chance&) {
    if (n.own_taken || n.referred || n.at != 0) return false;
    for (auto a = n.attributes.begin(); a != n.attributes.end(); ++a) {
        if (a->name != "year" && a->name != "code" && a->name != "id" && a->name != "group") continue;
        n.attributes.erase(a);
        n.own_taken = true;
        n.at = number;
        return true;
    }
    return false;
}

// Written wrongly it is not missing as well.
bool misspelled_attribute(node& n, mark number, chance&) {
    if (n.own_taken || n.referred) return false;
    for (attribute& a : n.attributes) {
        if (a.name != "year" && a.name != "code" && a.name != "group") continue;
        a.name = a.name == "year" ? "Year" : a.name == "code" ? "s:code" : "grup";
        a.at = number;
        n.own_taken = true;
        return true;
    }
    return false;
}

bool set_attribute(node& n, mark number, std::string_view name, std::string_view value) {
    if (n.own_taken) return false;
    for (attribute& a : n.attributes) {
        if (a.name != name) continue;
        a.value = value;
        a.at = number;
        n.own_taken = true;
        return true;
    }
    return false;
}

bool broken_attribute(node& n, mark number, chance&) {
    return set_attribute(n, number, "year", "300") || set_attribute(n, number, "version", "2.0");
}
bool dangling_keyref(node& n, mark number, chance&) {
    if (n.at != 0 || n.name != "pupil" || !set_attribute(n, 0, "group", "g99")) return false;
    n.at = number;
    return true;
}
bool dangling_idref(node& n, mark number, chance&) {
    return set_attribute(n, number, "buddy", "p99");
}
bool duplicate_id(node& n, mark number, chance&) {
    return n.name == "pupil" && !n.referred && set_attribute(n, number, "id", "p0");
}

// Where the type is not known nobody looks inside.
bool unknown_type(node& n, mark number, chance&) {
    if (n.lost || has_faults(n) || !set_attribute(n, number, "xsi:type", "practical")) return false;
    n.lost = n.children_taken = true;
    return true;
}
bool type_not_derived(node& n, mark number, chance&) {
    if (n.lost || has_faults(n) || !set_attribute(n, number, "xsi:type", "pupil")) return false;
    n.lost = n.children_taken = true;
    return true;
}
bool abstract_type(node& n, mark number, chance&) {
    if (n.name != "test" || n.lost || has_faults(n) || n.at != 0) return false;
    n.attributes.clear();
    n.at = number;
    n.lost = n.children_taken = n.own_taken = true;
    return true;
}

bool nil_not_allowed(node& n, mark number, chance&) {
    if (n.own_taken || n.content != shape::simple || n.name == "closed") return false;
    n.attributes.push_back({"xsi:nil", "true", number});
    n.text.clear();
    n.own_taken = n.children_taken = true;
    return true;
}
bool nil_not_empty(node& n, mark number, chance&) {
    if (n.name != "closed" || n.own_taken || n.at != 0) return false;
    n.attributes.push_back({"xsi:nil", "true", 0});
    n.own_taken = n.children_taken = true;
    n.at = number;
    return true;
}

bool unknown_child(node& n, mark number, chance& by) {
    if (!free_children(n)) return false;
    node child;
    child.name = by.pick({"unknown", "mem", "naam"});
    child.at = number;
    child.content = shape::any;
    child.lost = child.own_taken = child.children_taken = true;
    if (by.percent(50)) child.children.push_back(child);
    for (node& inner : child.children) inner.at = 0;
    const auto place = static_cast<std::ptrdiff_t>(by.below(n.children.size() + 1));
    n.children.insert(n.children.begin() + place, child);
    n.children_taken = true;
    return true;
}

// The indices of the children for which `fits` holds, one of them chosen; none when there is none.
template <class Fits>
std::size_t some_child(const node& n, chance& by, const Fits& fits) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < n.children.size(); ++i)
        if (fits(i)) found.push_back(i);
    return found.empty() ? n.children.size() : by.pick(found);
}

bool misspelled_child(node& n, mark number, chance& by) {
    if (!free_children(n)) return false;
    const std::size_t i = some_child(n, by, [&](std::size_t c) { return expendable(n.children[c]); });
    if (i == n.children.size()) return false;
    node& child = n.children[i];
    child.name += "x";
    child.at = number;
    child.lost = child.own_taken = child.children_taken = true;
    n.children_taken = true;
    return true;
}

bool wrong_namespace(node& n, mark number, chance& by) {
    if (!free_children(n)) return false;
    const std::size_t i = some_child(n, by, [&](std::size_t c) { return expendable(n.children[c]); });
    if (i == n.children.size()) return false;
    node& child = n.children[i];
    child.attributes.push_back({"xmlns", "urn:schol", 0});
    child.at = number;
    child.lost = child.own_taken = child.children_taken = true;
    n.children_taken = true;
    return true;
}

bool missing_child(node& n, mark number, chance& by) {
    if (!free_children(n) || n.at != 0) return false;
    const std::size_t i =
        some_child(n, by, [&](std::size_t c) { return n.children[c].required && expendable(n.children[c]); });
    if (i == n.children.size()) return false;
    const std::size_t next = n.content == shape::all ? n.children.size() - 1 : i;
    if (next + 1 < n.children.size() && n.children[next + 1].at != 0) return false;
    n.children.erase(n.children.begin() + static_cast<std::ptrdiff_t>(i));
    mark_place(n, next, number);
    n.children_taken = true;
    return true;
}

bool surplus_child(node& n, mark number, chance& by) {
    if (!free_children(n)) return false;
    const std::size_t i = some_child(n, by, [&](std::size_t c) {
        const bool last = c + 1 == n.children.size() || n.children[c + 1].name != n.children[c].name;
        return n.children[c].single && last && expendable(n.children[c]);
    });
    if (i == n.children.size()) return false;
    node again = n.children[i];
    again.at = number;
    n.children.insert(n.children.begin() + static_cast<std::ptrdiff_t>(i) + 1, again);
    n.children_taken = true;
    return true;
}

bool exchanged_children(node& n, mark number, chance& by) {
    if (!free_children(n) || n.content != shape::sequence) return false;
    const std::size_t i = some_child(n, by, [&](std::size_t c) {
        if (c + 1 >= n.children.size()) return false;
        const node &a = n.children[c], &b = n.children[c + 1];
        return a.required && b.required && a.single && b.single && a.name != b.name && a.at == 0 && b.at == 0;
    });
    if (i == n.children.size()) return false;
    std::swap(n.children[i], n.children[i + 1]);
    n.children[i].at = number;
    n.children_taken = true;
    return true;
}

bool undeclared_child(node& n, mark number, chance& by) {
    return n.content == shape::any && unknown_child(n, number, by);
}

bool abstract_child(node& n, mark number, chance&) {
    if (n.content != shape::any || !free_children(n)) return false;
    node child;
    child.name = "note";
    child.at = number;
    child.own_taken = child.children_taken = true;
    n.children.push_back(child);
    n.children_taken = true;
    return true;
}

constexpr std::array kinds{
    fault_kind{
        "a value that its type refuses",
        "xsd.max-length xsd.min-length xsd.pattern xsd.enumeration xsd.datatype xsd.min-inclusive xsd.max-inclusive "
        "xsd.fraction-digits",
        broken_value},
    fault_kind{"an element within text", "xsd.element-in-simple-content", child_in_text},
    fault_kind{"text in an empty element", "xsd.not-empty", filled_empty},
    fault_kind{"text among elements", "xsd.text-not-allowed", text_among_elements},
    fault_kind{"an unknown attribute", "xsd.unknown-attribute", unknown_attribute},
    fault_kind{"a misspelled attribute", "xsd.unknown-attribute", misspelled_attribute},
    fault_kind{"a missing attribute", "xsd.missing-attribute", missing_attribute},
    fault_kind{"an attribute's value that its type refuses", "xsd.max-inclusive xsd.fixed-value", broken_attribute},
    fault_kind{"a reference to no key", "xsd.dangling-keyref", dangling_keyref},
    fault_kind{"a reference to no ID", "xsd.dangling-idref", dangling_idref},
    fault_kind{"an ID that exists", "xsd.duplicate-id", duplicate_id},
    fault_kind{"a type that does not exist", "xsd.unknown-type", unknown_type},
    fault_kind{"a type that is not derived", "xsd.type-not-derived", type_not_derived},
    fault_kind{"an abstract type", "xsd.abstract-type", abstract_type},
    fault_kind{"xsi:nil where it may not be", "xsd.nil-not-allowed", nil_not_allowed},
    fault_kind{"xsi:nil and content", "xsd.nil-not-empty", nil_not_empty},
    fault_kind{
        "an unknown child", "xsd.unexpected-element xsd.undeclared-element xsd.misspelled-element", unknown_child},
    fault_kind{
        "a misspelled child", "xsd.misspelled-element xsd.unexpected-element xsd.undeclared-element", misspelled_child},
    fault_kind{"a child in another namespace", "xsd.wrong-namespace xsd.undeclared-element", wrong_namespace},
    fault_kind{"a missing child", "xsd.unexpected-element xsd.missing-element", missing_child},
    fault_kind{"a child too many", "xsd.unexpected-element", surplus_child},
    fault_kind{"two children exchanged", "xsd.unexpected-element", exchanged_children},
    fault_kind{"an undeclared child", "xsd.undeclared-element", undeclared_child},
    fault_kind{"an abstract child", "xsd.abstract-element", abstract_child},
};

} // namespace

std::span<const fault_kind> fault_kinds() {
    return kinds;
}

} // namespace recovery
