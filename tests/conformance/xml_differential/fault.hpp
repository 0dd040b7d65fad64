// What a judge says of a message, so far as two judges can be compared.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace schakel::differential {

enum class verdict { valid, invalid, none };

// Kinds of fault that both judges tell apart.
enum class fault_kind { missing_child, child, value, attribute, key, reference, other };
constexpr std::size_t fault_kinds = 7;

constexpr std::string_view name_of(fault_kind kind) {
    constexpr std::array<std::string_view, fault_kinds> names = {
        "missing child", "unexpected child", "value", "attribute", "key", "reference", "other"};
    return names[static_cast<std::size_t>(kind)];
}

struct fault {
    fault_kind kind = fault_kind::other;
    std::size_t line = 0;
};

struct judgement {
    verdict said = verdict::none;
    std::vector<fault> faults; // in the order in which they were told
};

} // namespace schakel::differential
