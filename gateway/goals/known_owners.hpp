// What was imported, as people ask for it: frameworks with their releases, and mapping sets.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/goals/goal_store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::goals {

class known_owners {
public:
    explicit known_owners(const goal_store& store);
    known_owners(const known_owners&) = delete;
    known_owners& operator=(const known_owners&) = delete;

    struct framework {
        std::string id, title;                     // title: as its newest import has it
        std::vector<const stored_owner*> releases; // in order of import
    };
    const std::vector<framework>& frameworks() const { return frameworks_; }               // in order of id
    const std::vector<const stored_owner*>& mapping_sets() const { return mapping_sets_; } // in order of import
    const framework* find(std::string_view id) const;                                      // null: none was imported

private:
    std::vector<stored_owner> all_;
    std::vector<framework> frameworks_;
    std::vector<const stored_owner*> mapping_sets_;
};

// Each as one object.
void write(json::writer& out, const known_owners::framework& one);
void write(json::writer& out, const stored_owner& one);
// Members of an open object: "frameworks" and "mapping_sets".
void write_members(json::writer& out, const known_owners& all);

std::uint64_t count_of(const owner_head& head, model::goals::record_kind kind);

} // namespace schakel::goals
