// A closed list of values with their words, in the order of the values.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace schakel::model {

template <class Value, std::size_t Count>
struct words {
    std::array<std::string_view, Count> list;

    constexpr std::string_view of(Value value) const { return list[static_cast<std::size_t>(value)]; }
    constexpr std::optional<Value> find(std::string_view word) const {
        for (std::size_t i = 0; i < Count; ++i)
            if (list[i] == word) return static_cast<Value>(i);
        return std::nullopt;
    }
};

} // namespace schakel::model
