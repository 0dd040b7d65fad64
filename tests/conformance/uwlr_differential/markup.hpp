// A message as a tree that can be changed at will, and the writer that gives it one of many equivalent spellings.
#pragma once

#include "chance.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::differential {

// The namespaces that occur in the messages; `none` is no namespace, `foreign` one that no schema knows.
enum class vocabulary { none, results, authorisation, definitions, oso, envelope, schema_instance, schema, foreign };
std::string_view uri_of(vocabulary space);

struct attribute {
    vocabulary space = vocabulary::none;
    std::string name;
    std::string value;
    vocabulary value_space = vocabulary::none; // not none: the value is written as a qualified name
};

struct node {
    enum class kind { element, text, cdata, comment, instruction };

    kind is = kind::element;
    vocabulary space = vocabulary::none;
    std::string name;                            // of an element
    std::string content;                         // of everything else, unescaped
    vocabulary content_space = vocabulary::none; // of a text: not none writes it as a qualified name
    std::vector<attribute> attributes;
    std::vector<node> children;

    bool element() const { return is == kind::element; }
    // Has children that are elements, so that blanks between them mean nothing.
    bool structured() const;
};

node element(vocabulary space, std::string name, std::vector<node> children = {});
node leaf(vocabulary space, std::string name, std::string text);
node text(std::string content);

// Writes the document with prefixes, declarations, blanks, quotes and character references chosen by `random`. Always
// well-formed.
std::string write(const node& root, chance& random);

} // namespace schakel::differential
