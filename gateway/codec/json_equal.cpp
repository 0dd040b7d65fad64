// json::equal: JSON Schema's equality (2020-12 core 4.2.2), without recursion.
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_number.hpp"

#include <utility>
#include <vector>

namespace schakel::json {

namespace {

bool same_scalar(value a, value b) {
    switch (a.kind()) {
    case kind::boolean: return a.boolean() == b.boolean();
    case kind::string: return a.text() == b.text();
    case kind::number: return a.number_text() == b.number_text() || exact(a.number_text()) == exact(b.number_text());
    default: return true;
    }
}

using pairs = std::vector<std::pair<value, value>>;

// Adds the pairs of children that have to be equal; false when one has no counterpart.
bool pair_children(value a, value b, pairs& open) {
    value other = b.first_child();
    for (value child = a.first_child(); child; child = child.next_sibling()) {
        if (a.is(kind::object)) other = other && other.name() == child.name() ? other : b.member(child.name());
        if (!other || other.kind() != child.kind()) return false;
        open.emplace_back(child, other);
        other = other.next_sibling();
    }
    return true;
}

} // namespace

bool equal(value a, value b) {
    pairs open{{a, b}};
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        if (x.kind() != y.kind() || x.size() != y.size() || !same_scalar(x, y) || !pair_children(x, y, open))
            return false;
    }
    return true;
}

} // namespace schakel::json
