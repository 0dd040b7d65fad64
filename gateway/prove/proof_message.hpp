// The messages of a proof: xAPI statements of some 2 KB about invented pupils, each told by pupil and number alone, so
// that whoever reads one can say whether it is as it was sent.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::prove {

struct message_name {
    std::uint32_t pupil = 0;  // below 4,096
    std::uint64_t number = 0; // counts up for each pupil: order is judged by it
    auto operator<=>(const message_name&) const = default;
};

std::string write_message(const message_name& of);

// What stands in every message and must stand in no log and no metric.
inline constexpr std::string_view pupil_marker = "geheim-proefkind-";

struct read_back {
    message_name name;
    bool intact = false; // number and text are those that were sent
};
// The statements of a body that a receiver got.
std::vector<read_back> read_messages(std::string_view body);

std::string statement_id(const message_name& of);

} // namespace schakel::prove
