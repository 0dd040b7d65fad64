// Our identifiers as the store keeps them: sixteen bytes instead of thirty-six characters.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::outbox {

struct packed_id {
    std::uint64_t high = 0, low = 0;

    auto operator<=>(const packed_id&) const = default;
    std::array<char, 16> bytes() const; // big endian, so that bytes sort as the text does
};

// Lower-case uuid text as new_id() makes it; nothing for every other text.
std::optional<packed_id> parse_id(std::string_view text);
packed_id read_id(std::string_view sixteen_bytes); // other lengths give the nil id
std::string to_string(const packed_id& id);

struct packed_id_hash {
    // The tail of a version 7 uuid is random.
    std::size_t operator()(const packed_id& id) const { return id.low ^ (id.high * 0x9E3779B97F4A7C15); }
};

} // namespace schakel::outbox
