// Picks places in a message.
#pragma once

#include "markup.hpp"
#include "tests/support/chance.hpp"

namespace schakel::differential {

using test::chance;

node& any_element(node& root, chance& random);
node& any_parent(node& root, chance& random); // has element children, or is the root
node& any_leaf(node& root, chance& random);
node& leaf_of_any_name(node& root, chance& random); // every field gets its turn, however often it occurs
node* any_with_attributes(node& root, chance& random);

void insert_child(node& parent, node child, chance& random);

} // namespace schakel::differential
