#include "mutation.hpp"

#include "tree_choice.hpp"

#include <utility>

namespace schakel::differential {

namespace {

void take_other_root(node& root, chance& random) {
    node part = any_element(root, random);
    root = std::move(part);
}

std::vector<change> general_changes() {
    std::vector<change> all;
    for (const auto& some : {structure_changes(), value_changes(), attribute_changes()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

} // namespace

void mutate(node& root, const standard& of, chance& random) {
    static const std::vector<change> general = general_changes();
    if (random.percent(1)) take_other_root(root, random);
    const std::size_t which = random.below(general.size() + of.changes.size());
    (which < general.size() ? general[which] : of.changes[which - general.size()])(root, of, random);
}

} // namespace schakel::differential
