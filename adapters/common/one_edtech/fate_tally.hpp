// Counts what becomes of fields while objects are made in great numbers, and hands the sums to a field_fate. Names and
// reasons must be texts that stay: literals.
#pragma once

#include "gateway/adapter/loss.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace schakel::one_edtech {

class fate_tally {
public:
    void carried(std::string_view field) { ++count(field, {}, field_outcome::carried); }
    void mapped(std::string_view field, std::string_view reason) { ++count(field, reason, field_outcome::mapped); }
    void dropped(std::string_view field, std::string_view reason) { ++count(field, reason, field_outcome::dropped); }
    void defaulted(std::string_view target, std::string_view reason) {
        ++count(target, reason, field_outcome::defaulted);
    }
    void add_to(field_fate& sum) const;

private:
    struct entry {
        std::string_view field, reason;
        field_outcome outcome = field_outcome::carried;
        std::size_t times = 0;
    };
    static constexpr std::size_t slots = 512; // far more than there are names with reasons

    std::size_t& count(std::string_view field, std::string_view reason, field_outcome outcome);

    std::array<entry, slots> entries_{};
};

// The same for what a reader finds: path in the source and the field it fills.
class trace_tally {
public:
    void saw(std::string_view path, std::string_view field, std::size_t times = 1) { count(path, field, {}) += times; }
    void left(std::string_view path, std::string_view reason) { ++count(path, {}, reason); }
    void add_to(field_trace& sum) const;

private:
    struct entry {
        std::string_view path, field, reason;
        std::size_t times = 0;
    };
    static constexpr std::size_t slots = 512;

    std::size_t& count(std::string_view path, std::string_view field, std::string_view reason);

    std::array<entry, slots> entries_{};
};

} // namespace schakel::one_edtech
