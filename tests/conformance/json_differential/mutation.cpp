#include "mutation.hpp"

#include <algorithm>

namespace schakel::json_differential {

namespace {

// A container, preferably one with children; null when there is none.
tree* any_container(tree& message, chance& random) {
    std::vector<tree*> all = all_within(message);
    std::erase_if(all, [](const tree* one) { return !one->is_container(); });
    return all.empty() ? nullptr : random.pick(all);
}

void insert_child(tree& container, tree value, const vocabulary& words, chance& random) {
    if (container.what == tree::kind::object) {
        container.set(words.any_name(random), std::move(value));
        return;
    }
    const auto at = static_cast<std::ptrdiff_t>(random.below(container.children.size() + 1));
    container.children.insert(container.children.begin() + at, {std::string(), std::move(value)});
}

// An object keeps each name once: a document in which one occurs twice is refused before any schema.
void rename_child(tree& container, std::size_t which, const vocabulary& words, chance& random) {
    std::string name = words.any_name(random);
    if (container.what == tree::kind::object && !container.has(name)) container.children[which].name = std::move(name);
}

void change_children(tree& container, const vocabulary& words, const std::vector<tree>& others, chance& random) {
    auto& children = container.children;
    const std::size_t what = random.below(8);
    if (children.empty() || what == 0) return insert_child(container, words.any_scalar(random), words, random);
    const std::size_t which = random.below(children.size());
    const auto at = children.begin() + static_cast<std::ptrdiff_t>(which);
    switch (what) {
    case 1:
    case 2: children.erase(at); return;
    case 3: return rename_child(container, which, words, random);
    case 4: {
        tree twin = at->value;
        return insert_child(container, std::move(twin), words, random);
    }
    case 5: {
        const std::size_t other = random.below(children.size());
        std::swap(children[which].value, children[other].value);
        return;
    }
    case 6: at->value = random.pick(others); return;
    default: children.resize(std::min(children.size(), random.below(3))); return;
    }
}

// The value in an array or object of its own, or the first child in the place of its parent.
void nest(tree& value, const vocabulary& words, chance& random) {
    if (value.is_container() && !value.children.empty() && random.percent(50)) {
        tree child = std::move(value.children.front().value);
        value = std::move(child);
        return;
    }
    tree outer = random.percent(60) ? tree::array() : tree::object();
    insert_child(outer, std::move(value), words, random);
    value = std::move(outer);
}

void change(tree& message, const vocabulary& words, const std::vector<tree>& others, chance& random) {
    const std::size_t what = random.below(100);
    if (what < 50) {
        if (tree* container = any_container(message, random)) return change_children(*container, words, others, random);
    }
    tree& value = *random.pick(all_within(message));
    if (what < 58) return nest(value, words, random);
    if (what < 64) {
        value = random.percent(50) ? tree::object() : tree::array();
        return;
    }
    value = words.any_scalar(random);
}

} // namespace

void mutate(tree& message, const vocabulary& words, const std::vector<tree>& others, chance& random) {
    const std::size_t times = random.pick<std::size_t>({1, 1, 1, 1, 2, 2, 3, 4});
    for (std::size_t i = 0; i < times; ++i) change(message, words, others, random);
}

} // namespace schakel::json_differential
