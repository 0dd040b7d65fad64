#include "tree.hpp"

#include <cstdio>
#include <utility>

namespace schakel::json_differential {

namespace {

void write_text(std::string_view characters, std::string& out) {
    out += '"';
    for (const char c : characters) {
        if (c == '"' || c == '\\') {
            out.append({'\\', c});
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
            out += escape;
        } else {
            out += c;
        }
    }
    out += '"';
}

void write(const tree& value, std::string& out) {
    if (value.what == tree::kind::text) return write_text(value.scalar, out);
    if (!value.is_container()) {
        out += value.scalar;
        return;
    }
    const bool object = value.what == tree::kind::object;
    out += object ? '{' : '[';
    bool first = true;
    for (const auto& [name, child] : value.children) {
        if (!std::exchange(first, false)) out += ',';
        if (object) {
            write_text(name, out);
            out += ':';
        }
        write(child, out);
    }
    out += object ? '}' : ']';
}

} // namespace

tree tree::literal(std::string_view written) {
    tree made;
    made.scalar = written;
    return made;
}

tree tree::text(std::string_view characters) {
    tree made;
    made.what = kind::text;
    made.scalar = characters;
    return made;
}

tree tree::array() {
    tree made;
    made.what = kind::array;
    return made;
}

tree tree::object() {
    tree made;
    made.what = kind::object;
    return made;
}

bool tree::has(std::string_view name) const {
    for (const auto& child : children)
        if (child.name == name) return true;
    return false;
}

tree& tree::set(std::string_view name, tree value) {
    for (auto& child : children)
        if (child.name == name) {
            child.value = std::move(value);
            return *this;
        }
    children.push_back({std::string(name), std::move(value)});
    return *this;
}

tree& tree::add(tree item) {
    children.push_back({std::string(), std::move(item)});
    return *this;
}

tree copied(json::value value) {
    if (value.is(json::kind::string)) return tree::text(value.text());
    if (!value.is(json::kind::array) && !value.is(json::kind::object)) return tree::literal(value.raw());
    tree made = value.is(json::kind::object) ? tree::object() : tree::array();
    for (json::value child = value.first_child(); child; child = child.next_sibling())
        made.children.push_back({std::string(child.name()), copied(child)});
    return made;
}

std::string written(const tree& value) {
    std::string out;
    write(value, out);
    return out;
}

std::vector<tree*> all_within(tree& value) {
    std::vector<tree*> all{&value};
    for (auto& child : value.children) {
        const std::vector<tree*> below = all_within(child.value);
        all.insert(all.end(), below.begin(), below.end());
    }
    return all;
}

} // namespace schakel::json_differential
