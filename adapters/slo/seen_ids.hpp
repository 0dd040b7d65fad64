// Which uuids an entity had already, as sixteen bytes each in one row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace schakel::slo {

class seen_ids {
public:
    // Of a key as model::goals::uuid_key() writes it. False: it was there.
    bool insert(std::string_view key);

private:
    struct id {
        std::uint64_t high = 0, low = 0; // no two zeros: that is the mark of a free place
        friend bool operator==(const id&, const id&) = default;
    };
    static id packed(std::string_view key);
    id& place_of(const id& one);
    void grow();

    std::vector<id> places_;
    std::size_t count_ = 0;
    bool zero_ = false; // the uuid of zeros was there
};

} // namespace schakel::slo
