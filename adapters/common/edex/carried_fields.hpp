// Counts of fields that were carried: nearly all of what a draft has to tell of fields, and always of the same few.
#pragma once

#include "gateway/adapter/loss.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace schakel::edex {

class carried_fields {
public:
    explicit carried_fields(field_fate& into) : into_(into) {}

    // A field by its constant, whose address it is known by.
    void add(std::string_view field) {
        const auto address = reinterpret_cast<std::uintptr_t>(field.data());
        for (std::size_t i = 0; i < most_steps; ++i) {
            counted& here = counts_[(address / 8 + i) % counts_.size()];
            if (here.count == 0) here.field = field;
            if (here.field.data() != field.data() || here.field.size() != field.size()) continue;
            ++here.count;
            return;
        }
        into_.carried(field);
    }

    void tell() {
        for (counted& one : counts_) {
            into_.carried(one.field, one.count);
            one.count = 0;
        }
    }

private:
    static constexpr std::size_t most_steps = 8;
    struct counted {
        std::string_view field;
        std::size_t count = 0;
    };
    field_fate& into_;
    std::array<counted, 128> counts_{};
};

} // namespace schakel::edex
