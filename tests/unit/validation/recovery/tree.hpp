// A document as a tree that can be changed and then written with the places of what was marked.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace recovery {

// Marks are numbers of planted faults; 0 is none.
using mark = int;

enum class shape : std::uint8_t { simple, sequence, choice, all, any, mixed, empty };

struct attribute {
    std::string name, value;
    mark at = 0;
};

struct node {
    std::string name;
    shape content = shape::simple;
    std::vector<attribute> attributes;
    std::string text;
    std::vector<node> children;
    std::string broken_value;    // of a simple element: a value that its type refuses
    bool required = false;       // taking it out makes the parent incomplete
    bool single = false;         // a second one is one too many
    bool referred = false;       // something else in the document refers to it
    mark at = 0;                 // the name
    mark text_at = 0;            // text placed before the first child
    bool own_taken = false;      // a fault concerns its value or start tag
    bool children_taken = false; // a fault concerns the list of its children
    bool lost = false;           // nobody looks inside
};

struct written {
    std::string text;
    std::map<mark, std::set<std::string>> places; // "line:column" of everything that bears the mark
};

written write(const node& root);

bool has_faults(const node& n);

} // namespace recovery
