// Where a gateway keeps what is backed up.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace schakel::backup {

struct place {
    std::string data_directory;
    std::string database; // of the message store
    std::string launches; // of the launch store
};

inline constexpr std::string_view database_name = "schakel.db"; // in a data directory and in a backup
inline constexpr std::string_view launches_name = "schakel.db.launches";
inline constexpr std::string_view folder_of_batches = "eckid"; // ECK iDs that were asked for and not fetched

// Hears what is worked on and how many bytes of it are done since the last call.
using listener = std::function<void(std::string_view doing, std::uint64_t bytes)>;

} // namespace schakel::backup
