#include "tree_choice.hpp"

#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace schakel::differential {

namespace {

bool has_element_children(const node& of) {
    return !of.children.empty() && of.children.front().element();
}

std::vector<node*> leaves(node& root) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return has_element_children(*one); });
    return all;
}

} // namespace

node& any_element(node& root, chance& random) {
    return *random.pick(elements(root));
}

node& any_parent(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return !has_element_children(*one); });
    return all.empty() ? root : *random.pick(all);
}

node& any_leaf(node& root, chance& random) {
    const std::vector<node*> all = leaves(root);
    return all.empty() ? root : *random.pick(all);
}

node& leaf_of_any_name(node& root, chance& random) {
    std::vector<node*> all = leaves(root);
    if (all.empty()) return root;
    std::set<std::string_view> names;
    for (const node* one : all) names.insert(one->name);
    const std::string_view name = *std::next(names.begin(), static_cast<std::ptrdiff_t>(random.below(names.size())));
    std::erase_if(all, [&](const node* one) { return one->name != name; });
    return *random.pick(all);
}

node* any_with_attributes(node& root, chance& random) {
    std::vector<node*> all = elements(root);
    std::erase_if(all, [](const node* one) { return one->attributes.empty(); });
    return all.empty() ? nullptr : random.pick(all);
}

void insert_child(node& parent, node child, chance& random) {
    const auto at = static_cast<std::ptrdiff_t>(random.below(parent.children.size() + 1));
    parent.children.insert(parent.children.begin() + at, std::move(child));
}

} // namespace schakel::differential
