// A message as a tree that can be changed at will.
#pragma once

#include "space.hpp"

#include <string>
#include <vector>

namespace schakel::differential {

struct attribute {
    space in = space::none;
    std::string name;
    std::string value;
    space value_in = space::none; // not none: the value is written as a qualified name
};

struct node {
    enum class kind { element, text, cdata, comment, instruction };

    kind is = kind::element;
    space in = space::none;
    std::string name;               // of an element
    std::string content;            // of everything else, unescaped
    space content_in = space::none; // of a text: not none writes it as a qualified name
    std::vector<attribute> attributes;
    std::vector<node> children;

    bool element() const { return is == kind::element; }
    // Has children that are elements, so that blanks between them mean nothing.
    bool structured() const;
};

node element(space in, std::string name, std::vector<node> children = {});
node leaf(space in, std::string name, std::string text);
node text(std::string content);

bool has_attribute(const node& of, const attribute& like);
void add_attribute(node& of, attribute added); // unless there is one of that name
attribute* find_attribute(node& of, std::string_view name);
void set_text(node& of, std::string value); // instead of all children

// All elements of the tree, in document order.
std::vector<node*> elements(node& root);
std::vector<node*> elements_named(node& root, std::string_view name);

} // namespace schakel::differential
