// A JSON value that can be changed, for messages and schemas that a test makes. Numbers stay as they are written.
#pragma once

#include "gateway/codec/json_document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::json_differential {

struct member;

struct tree {
    enum class kind { literal, text, array, object };

    kind what = kind::literal;
    std::string scalar = "null"; // a number, true, false, null as written; or the characters of a text
    std::vector<member> children;

    static tree literal(std::string_view written);
    static tree text(std::string_view characters);
    static tree array();
    static tree object();

    bool is_container() const { return what == kind::array || what == kind::object; }
    bool has(std::string_view name) const;
    tree& set(std::string_view name, tree value); // replaces or adds a member
    tree& add(tree item);                         // to an array
};

struct member { // or an item, whose name is empty
    std::string name;
    tree value;
};

tree copied(json::value value);
std::string written(const tree& value); // on one line

// Every value within and the value itself, in document order.
std::vector<tree*> all_within(tree& value);

} // namespace schakel::json_differential
