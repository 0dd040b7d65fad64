// What a schema speaks of: names, values, and values at its bounds. Messages are changed with these words, because
// words that no schema knows are refused for one reason only.
#pragma once

#include "tests/support/chance.hpp"
#include "tree.hpp"

#include <string>
#include <vector>

namespace schakel::json_differential {

using test::chance;

struct vocabulary {
    std::vector<std::string> names;
    std::vector<tree> values; // of enum and const, at bounds, in the forms of formats and patterns

    void learn(json::value schema);

    tree any_scalar(chance& random) const;
    std::string any_name(chance& random) const;
};

} // namespace schakel::json_differential
