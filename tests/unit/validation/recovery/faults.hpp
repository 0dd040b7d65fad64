// The kinds of faults that are planted in valid documents.
#pragma once

#include "tests/support/chance.hpp"
#include "tests/unit/validation/recovery/tree.hpp"

#include <span>
#include <string_view>

namespace recovery {

struct fault_kind {
    std::string_view name;
    std::string_view rules; // that may tell it, separated by blanks
    // Plants one at this element, marking its place; false when the element does not lend itself to it.
    bool (*plant)(node& at, mark number, schakel::test::chance& by);
};

std::span<const fault_kind> fault_kinds();

} // namespace recovery
