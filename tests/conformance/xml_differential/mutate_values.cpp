// Changes to the values of elements.
#include "mutation.hpp"
#include "tree_choice.hpp"

#include <utility>

namespace schakel::differential {

namespace {

void border_text(node& root, const standard& of, chance& random) {
    node& changed = leaf_of_any_name(root, random);
    set_text(changed, border_value(of.type_of(changed.name), random));
}

void strange_text(node& root, const standard& of, chance& random) {
    node& changed = any_leaf(root, random);
    const value_type& type = of.any_type(random);
    set_text(changed, random.percent(50) ? good_value(type, random) : border_value(type, random));
}

void pad_text(node& root, const standard&, chance& random) {
    node& of = any_leaf(root, random);
    node blank =
        text(std::string(random.pick<std::string_view>({" ", "\n", "\t", "\r", "  ", "\xC2\xA0", "\xE2\x80\x83"})));
    of.children.insert(random.percent(50) ? of.children.begin() : of.children.end(), std::move(blank));
}

} // namespace

std::vector<change> value_changes() {
    return {border_text, border_text, border_text, border_text, border_text, strange_text, pad_text, pad_text};
}

} // namespace schakel::differential
