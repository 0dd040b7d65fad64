// Learning goals as those see them who write them, serve them or load them into the graph: frameworks with every
// release that was imported, and mapping sets. It never changes while it is looked at; a newer import is another view.
//
// Implementations: gateway/goals/memory_goals (translate, simulate, tests) and the stored one.
#pragma once

#include "gateway/model/goal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel {

// Which records a page holds: of one owner, in ascending order of id, compared as bytes.
struct goal_range {
    std::string_view owner;   // release id or mapping_set id; definitions: framework id; materials: empty
    std::string_view after{}; // id of the last record of the page before; empty: from the beginning
    std::size_t limit = 500;  // at least 1
};

class goal_view {
public:
    virtual ~goal_view() = default;

    virtual std::string version() const = 0; // equal texts: equal records
    virtual instant changed_at() const = 0;

    // In order of id. Releases of a framework: the oldest first, by day of publication and then in order of import.
    virtual std::vector<model::goals::framework> frameworks() const = 0;
    virtual std::vector<model::goals::release> releases(std::string_view framework) const = 0;
    virtual std::vector<model::goals::mapping_set> mapping_sets() const = 0; // by name, the oldest version first

    virtual void page(const goal_range& range, std::vector<model::goals::goal>& into) const = 0;
    virtual void page(const goal_range& range, std::vector<model::goals::association>& into) const = 0;
    virtual void page(const goal_range& range, std::vector<model::goals::group>& into) const = 0;
    virtual void page(const goal_range& range, std::vector<model::goals::definition>& into) const = 0;
    virtual void page(const goal_range& range, std::vector<model::goals::material>& into) const = 0;

    // In the newest release that has it.
    virtual std::optional<model::goals::goal> find_goal(std::string_view id) const = 0;
    virtual std::optional<model::goals::association> find_association(std::string_view id) const = 0;
    virtual std::optional<model::goals::definition> find_definition(std::string_view id) const = 0;
    // That have the goal as subject or object, in the newest release of each framework and in each mapping set; in
    // order of id.
    virtual std::vector<model::goals::association> associations_of(std::string_view goal) const = 0;
};

// Walks all records of one kind of one owner, page by page. `see` may return false to stop; the outcome is false then.
template <class Record, class See>
bool each(const goal_view& view, goal_range range, See&& see) {
    std::vector<Record> records;
    std::string last;
    for (;;) {
        records.clear();
        range.after = last;
        view.page(range, records);
        for (const Record& one : records) {
            if (!see(one)) return false;
        }
        if (records.size() < range.limit) return true;
        last = std::move(records.back().id);
    }
}

} // namespace schakel
