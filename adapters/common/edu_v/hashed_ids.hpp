// From ids that cannot be reckoned back to the records that have them: by the hash of the id, so that few bytes are
// kept of each. Two ids may share a hash: whoever looks one up looks at the record too.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::edu_v {

class hashed_ids {
public:
    void add(std::string_view id, std::string record) { entries_.push_back({hash_of(id), std::move(record)}); }
    void arrange() { std::ranges::sort(entries_, {}, &entry::hash); } // before the first look-up

    std::vector<std::string> with(std::string_view id) const {
        std::vector<std::string> records;
        for (const entry& one : std::ranges::equal_range(entries_, hash_of(id), {}, &entry::hash))
            records.push_back(one.record);
        return records;
    }
    std::size_t bytes() const { return sizeof *this + entries_.capacity() * (sizeof(entry) + 32); }

private:
    struct entry {
        std::size_t hash = 0;
        std::string record;
    };
    static std::size_t hash_of(std::string_view id) { return std::hash<std::string_view>{}(id); }

    std::vector<entry> entries_;
};

} // namespace schakel::edu_v
