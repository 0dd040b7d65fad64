// What a judge says of a message, so far as two judges can be compared.
#pragma once

#include "tests/conformance/engines/engines.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace schakel::differential {

using conformance::verdict;

// Kinds of fault that both judges tell apart.
enum class fault_kind { missing_child, child, value, attribute, key, reference, other };
constexpr std::size_t fault_kinds = 7;

constexpr std::string_view name_of(fault_kind kind) {
    constexpr std::array<std::string_view, fault_kinds> names = {
        "missing child", "unexpected child", "value", "attribute", "key", "reference", "other"};
    return names[static_cast<std::size_t>(kind)];
}

struct judgement {
    verdict said = verdict::none;
    // Of the first fault, where there is one.
    fault_kind kind = fault_kind::other;
    std::size_t line = 0;
    std::string message;
};

} // namespace schakel::differential
