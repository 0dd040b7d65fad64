// The persistent key tables as the mapper sees them: a key of one table has one value for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping {

// A row that a translation adds; it is stored in the same transaction as the message that brought it.
struct new_key {
    std::string school, table, key, value;
    bool of_record = false; // as in the store: every message that brings the record brings the row again

    friend bool operator==(const new_key&, const new_key&) = default;
};

// Reads what was stored. Thread-safe.
class key_source {
public:
    virtual ~key_source() = default;
    virtual std::optional<std::string>
    find(std::string_view school, std::string_view table, std::string_view key) const = 0;
};

} // namespace schakel::mapping
