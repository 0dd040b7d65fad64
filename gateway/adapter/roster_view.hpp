// A school's roster as those see it who write it, answer questions about it or compare it: pages of records in order of
// id, and who is in which group. It never changes while it is looked at; a newer roster is another view.
//
// Implementations: gateway/roster/memory_roster (translate, simulate, tests), the stored snapshot, and the release that
// strips what an asking party may not have (gateway/pipeline/release). Cheap to page through, whatever the size of the
// school: a reader holds one page at a time.
#pragma once

#include "gateway/model/roster.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel {

// Which records a page holds. Records come in ascending order of id, compared as bytes.
struct roster_range {
    std::string_view after{}; // id of the last record of the page before; empty: from the beginning
    std::size_t limit = 500;  // at least 1
    bool with_ended = false;  // also tombstones: records that are no longer there, as far as they are kept
    std::optional<instant> changed_since{}; // only records that the source or a load changed at or after this moment
    std::optional<model::roster::person_kind> persons{}; // persons only: of this kind
};

class roster_view {
public:
    virtual ~roster_view() = default;

    virtual const model::roster::head& head() const = 0;
    // Equal texts: equal records. Of a stored roster it names school, version and release.
    virtual std::string version() const = 0;
    // When the contents last changed (UWLR laatstontvangengegevens is compared with it).
    virtual instant changed_at() const = 0;
    virtual std::uint64_t count(model::roster::record_kind which) const = 0; // without tombstones

    virtual void page(const roster_range& range, std::vector<model::roster::organisation>& into) const = 0;
    virtual void page(const roster_range& range, std::vector<model::roster::school_period>& into) const = 0;
    virtual void page(const roster_range& range, std::vector<model::roster::course>& into) const = 0;
    virtual void page(const roster_range& range, std::vector<model::roster::group>& into) const = 0;
    virtual void page(const roster_range& range, std::vector<model::roster::person>& into) const = 0;
    virtual void page(const roster_range& range, std::vector<model::roster::membership>& into) const = 0;
    virtual void page(const roster_range& range, std::vector<model::roster::enrolment>& into) const = 0;

    // The record of that kind and id, tombstones included.
    virtual std::optional<model::roster::record> find(model::roster::record_kind which, std::string_view id) const = 0;

    // Ids of records that carry the identifier, for questions that name somebody ("the pupil with this ECK iD").
    virtual std::vector<std::string>
    find_by_identifier(model::roster::record_kind which, const model::identifier& named) const = 0;

    // In order of id; without tombstones.
    virtual std::vector<model::roster::membership> memberships_of_person(std::string_view person) const = 0;
    virtual std::vector<model::roster::membership> memberships_of_group(std::string_view group) const = 0;
    virtual std::vector<model::roster::enrolment> enrolments_of_person(std::string_view person) const = 0;
};

// Walks all records of one kind, page by page. `see` may return false to stop; the outcome is false then.
template <class Record, class See>
bool each(const roster_view& view, roster_range range, See&& see) {
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
