// From an operation with its ids to the records of the collection that it asks for.
#pragma once

#include "adapters/common/oneroster/id_index.hpp"
#include "adapters/common/oneroster/matches.hpp"
#include "adapters/common/oneroster/object_source.hpp"
#include "adapters/common/oneroster/operations.hpp"
#include "adapters/common/oneroster/query.hpp"

#include <memory>
#include <optional>

namespace schakel::oneroster {

// All that answering one question needs.
struct asked_of {
    const operation& what;
    const std::vector<std::string>& ids;
    const roster_view& view;
    const roster_frame& frame;
    version in_version;
    answer_memo* memo = nullptr;

    making how() const { return {frame, in_version, nullptr}; }
};

// Objects of one kind that belong to what the first ids of the path name.
template <class Object>
class belonging {
public:
    // None: what the ids name does not exist, or is of another kind.
    static std::optional<belonging> find(const asked_of& asked);

    bool holds(const Object& object) const;
    // When the candidates are few and known: ids of records, in order; else all records of the kind.
    const std::optional<std::vector<std::string>>& candidates() const { return candidates_; }
    bool is_all() const { return only_ == narrowing::none && of_ == owner::none; }

private:
    bool find_owner(const asked_of& asked);
    void take_members(const asked_of& asked, const std::string& group);
    void take_groups(const asked_of& asked, const std::string& person);

    narrowing only_ = narrowing::none;
    owner of_ = owner::none;
    std::string school_, course_, term_; // sourcedIds that objects must name
    std::optional<std::vector<std::string>> candidates_;
};

// Whether the object is one of those that "students", "schools", "terms" … are about.
template <class Object>
bool is_among(narrowing only, const Object& object);

// The collection in its order, remembered by view, operation and query. Faults: fields that the version does not have.
// 1.1 goes on without an unknown sort field, and warns.
template <class Object>
result<std::shared_ptr<const match_list>, query_fault>
select(const asked_of& asked, const belonging<Object>& of, list_query& query);

} // namespace schakel::oneroster
