// Changes to the elements of a message, their names, and what stands between them.
#include "mutation.hpp"
#include "tree_choice.hpp"

#include <utility>

namespace schakel::differential {

namespace {

std::ptrdiff_t any_index(const std::vector<node>& of, chance& random) {
    return static_cast<std::ptrdiff_t>(random.below(of.size()));
}

void drop_child(node& root, const standard&, chance& random) {
    node& parent = any_parent(root, random);
    if (!parent.children.empty()) parent.children.erase(parent.children.begin() + any_index(parent.children, random));
}

void double_child(node& root, const standard&, chance& random) {
    node& parent = any_parent(root, random);
    if (parent.children.empty()) return;
    const auto at = parent.children.begin() + any_index(parent.children, random);
    node copy = *at;
    parent.children.insert(at, std::move(copy));
}

void swap_children(node& root, const standard&, chance& random) {
    node& parent = any_parent(root, random);
    if (parent.children.size() < 2) return;
    const std::size_t one = random.below(parent.children.size());
    const std::size_t other = random.below(parent.children.size());
    std::swap(parent.children[one], parent.children[other]);
}

void copy_elsewhere(node& root, const standard&, chance& random) {
    node copy = any_element(root, random);
    if (elements(copy).size() >= 40) return;
    node& into = any_parent(root, random);
    insert_child(into, std::move(copy), random);
}

void empty_element(node& root, const standard&, chance& random) {
    any_element(root, random).children.clear();
}

void rename_element(node& root, const standard& of, chance& random) {
    node& changed = any_element(root, random);
    changed.name = random.pick(of.other_names);
}

void move_to_namespace(node& root, const standard& of, chance& random) {
    node& changed = any_element(root, random);
    // Not the two namespaces of XML Schema: they are for attributes and types.
    const std::size_t which = random.below(of.spaces.size() - static_cast<std::size_t>(space::foreign) + 1);
    changed.in = which == 0 ? space::none : space{static_cast<std::size_t>(space::foreign) + which - 1};
}

node bystander(chance& random) {
    node made;
    made.is = random.pick({node::kind::comment, node::kind::instruction});
    made.content = made.is == node::kind::comment ? " a remark <score>1</score> " : "target some data";
    return made;
}

void insert_bystander(node& root, const standard&, chance& random) {
    node& into = any_element(root, random);
    node added = bystander(random);
    insert_child(into, std::move(added), random);
}

void insert_text(node& root, const standard&, chance& random) {
    node& into = any_parent(root, random);
    node added = text(std::string(random.pick<std::string_view>({" ", "\n", "x", "0", "\t\n", "\xC2\xA0"})));
    insert_child(into, std::move(added), random);
}

void insert_cdata(node& root, const standard&, chance& random) {
    node& into = any_element(root, random);
    node made;
    made.is = node::kind::cdata;
    made.content = random.pick<std::string_view>({"x", "7", "a&b"});
    insert_child(into, std::move(made), random);
}

// Splits a text around a comment or an instruction, or wraps it in CDATA: the value stays the same.
void respell_text(node& root, const standard&, chance& random) {
    node& of = any_leaf(root, random);
    if (of.children.size() != 1 || of.children.front().is != node::kind::text ||
        of.children.front().content_in != space::none)
        return;
    const std::string whole = of.children.front().content;
    if (random.percent(40) && whole.find("]]>") == std::string::npos && whole.find('\r') == std::string::npos) {
        of.children.front().is = node::kind::cdata;
        return;
    }
    std::size_t middle = random.below(whole.size() + 1);
    while (middle < whole.size() && (static_cast<unsigned char>(whole[middle]) & 0xC0) == 0x80) ++middle;
    of.children.clear();
    of.children.push_back(text(whole.substr(0, middle)));
    of.children.push_back(bystander(random));
    of.children.push_back(text(whole.substr(middle)));
}

} // namespace

std::vector<change> structure_changes() {
    return {drop_child,     drop_child,        double_child,     swap_children, copy_elsewhere, empty_element,
            rename_element, move_to_namespace, insert_bystander, respell_text,  insert_text,    insert_cdata};
}

} // namespace schakel::differential
