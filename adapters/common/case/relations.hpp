// What the types of associations mean: fact sheet section 4, and goal-mapping-practice B1.
#pragma once

#include "gateway/model/goal.hpp"

#include <string_view>

namespace schakel::cf {

// An unknown type relates and claims nothing about content.
model::goals::relation relation_of(std::string_view association_type);

// The type that comes nearest, and whether it says all of it. `turned`: subject and object change places.
struct nearest_type {
    std::string_view word;
    bool exact = true;
    bool turned = false;
};
nearest_type type_of(model::goals::relation which);

} // namespace schakel::cf
