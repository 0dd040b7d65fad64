// Records of learning goals as bytes, by the release or mapping set that they belong to. What several documents bring
// is put together from a pile of each, read on different threads, in an order that the ids decide: which document came
// first makes no difference, but that of a record that comes twice the last counts.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/goals/record_bytes.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::goals {

class goal_pile final : public goal_sink {
public:
    goal_pile() = default;
    goal_pile(const goal_pile&) = delete;
    goal_pile& operator=(const goal_pile&) = delete;

    // Records of one kind and owner. An entry is where one of them stands.
    struct entry {
        std::uint64_t hash = 0; // of the id, the same on every machine
        std::uint32_t piece = 0, offset = 0, size = 0;
        bool came_before(const entry& other) const {
            return piece != other.piece ? piece < other.piece : offset < other.offset;
        }
    };
    struct bucket {
        std::vector<std::string> pieces; // in the order in which their records came
        std::vector<entry> entries;
        std::string_view bytes_of(const entry& one) const {
            return std::string_view(pieces[one.piece]).substr(one.offset, one.size);
        }
    };
    struct owner {
        bool mapping = false;
        std::string framework;
        std::string head; // the release or mapping set, encoded
        std::array<bucket, model::goals::record_kind_count> kinds;
    };
    using by_id = std::map<std::string, owner, std::less<>>;

    // Nothing is taken out of the record.
    void add(model::goals::record&& what) override;
    // As if its records came here now, in their order.
    void append(goal_pile&& later);
    // Puts the records of an owner in the order of their hashes, each once.
    static void settle_order(std::string_view id, owner& of);

    by_id& owners() { return owners_; }
    const by_id& owners() const { return owners_; }
    std::string_view framework(std::string_view id) const; // encoded; empty when it did not come
    std::uint64_t records() const { return records_; }
    std::uint64_t left_out() const; // materials, and records that belong to no release or mapping set

private:
    void put(const model::goals::record& what);

    std::map<std::string, std::string, std::less<>> frameworks_; // encoded
    by_id owners_;
    by_id::iterator current_ = owners_.end();
    std::vector<model::goals::record> loose_; // before any release: they belong to the owner that came before, if any
    std::uint64_t records_ = 0, left_out_ = 0;
};

} // namespace schakel::goals
