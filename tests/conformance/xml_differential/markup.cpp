#include "markup.hpp"

#include <algorithm>

namespace schakel::differential {

namespace {

void collect(node& from, std::vector<node*>& into) {
    if (!from.element()) return;
    into.push_back(&from);
    for (node& child : from.children) collect(child, into);
}

} // namespace

bool node::structured() const {
    const auto is_text = [](const node& child) { return child.is == kind::text || child.is == kind::cdata; };
    return std::any_of(children.begin(), children.end(), [](const node& child) { return child.element(); }) &&
           std::none_of(children.begin(), children.end(), is_text);
}

node element(space in, std::string name, std::vector<node> children) {
    node made;
    made.in = in;
    made.name = std::move(name);
    made.children = std::move(children);
    return made;
}

node text(std::string content) {
    node made;
    made.is = node::kind::text;
    made.content = std::move(content);
    return made;
}

node leaf(space in, std::string name, std::string content) {
    node made = element(in, std::move(name));
    if (!content.empty()) made.children.push_back(text(std::move(content)));
    return made;
}

bool has_attribute(const node& of, const attribute& like) {
    return std::any_of(of.attributes.begin(), of.attributes.end(), [&](const attribute& one) {
        return one.name == like.name && one.in == like.in;
    });
}

void add_attribute(node& of, attribute added) {
    if (!has_attribute(of, added)) of.attributes.push_back(std::move(added));
}

attribute* find_attribute(node& of, std::string_view name) {
    const auto found = std::find_if(of.attributes.begin(), of.attributes.end(), [&](const attribute& one) {
        return one.name == name;
    });
    return found == of.attributes.end() ? nullptr : &*found;
}

void set_text(node& of, std::string value) {
    of.children.clear();
    if (!value.empty()) of.children.push_back(text(std::move(value)));
}

std::vector<node*> elements(node& root) {
    std::vector<node*> all;
    collect(root, all);
    return all;
}

std::vector<node*> elements_named(node& root, std::string_view name) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [&](const node* one) { return one->name != name; });
    return all;
}

} // namespace schakel::differential
