// From an operation with its ids to the records of the collection that it asks for.
#pragma once

#include "adapters/common/oneroster/id_index.hpp"
#include "adapters/common/oneroster/matches.hpp"
#include "adapters/common/oneroster/object_table.hpp"
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

// What a query wants of a collection, checked against the fields of the version.
template <class Object>
struct wanted {
    std::optional<object_filter<Object>> filter;
    std::optional<value_path<Object>> sort;
    bool descending = false;
};

// The collection that a question asks for.
template <class Object>
class selection {
public:
    // Faults: fields that the version does not have. 1.1 goes on without an unknown sort field, and warns. What it is
    // made of outlives it.
    static result<selection, query_fault> make(const asked_of& asked, const belonging<Object>& of, list_query& query);

    // The table of all objects of the kind, made when there is none yet. Null: nothing can be remembered, another
    // question is making it just now, or it would be too large.
    std::shared_ptr<const object_table<Object>> table() const;
    // In its order, remembered by view, operation and query: looks at columns of the table.
    std::shared_ptr<const row_list> rows(const std::shared_ptr<const object_table<Object>>& from) const;
    // The same without a table: looks at every record.
    std::shared_ptr<const match_list> matches() const;

private:
    selection(const asked_of& asked, const belonging<Object>& of, const list_query& query, wanted<Object> want)
        : asked_(&asked), of_(&of), query_(&query), want_(std::move(want)) {}

    const asked_of* asked_;
    const belonging<Object>* of_;
    const list_query* query_;
    wanted<Object> want_;
};

} // namespace schakel::oneroster
