// What a filter (adapters/common/one_edtech/filter.hpp) means for the objects of OneRoster. Fact sheet section 4.
//
// Where the standard leaves it open: texts compare without regard to ASCII capitals, sourcedIds exactly, dates and
// moments by time (a bare date is its begin in UTC), booleans as texts. A field with several values fits when one of
// them does, and `!=` when none is equal. A field without a value fits `!=` only.
#pragma once

#include "adapters/common/one_edtech/filter.hpp"
#include "adapters/common/oneroster/value_path.hpp"

namespace schakel::oneroster {

using one_edtech::comparison;
using one_edtech::filter_clause;
using one_edtech::filter_fault;
using one_edtech::longest_filter;
using one_edtech::parse_filter;
using one_edtech::parsed_filter;
using one_edtech::to_string;

// A filter made ready for objects of one kind.
template <class Object>
class object_filter {
public:
    // Refused: fields that the version does not have, and values that a date or moment cannot be compared with.
    static result<object_filter, filter_fault> make(const parsed_filter& filter, version which);

    bool keeps(const Object& object) const;

    // One clause of it, which looks at a single field.
    struct clause {
        value_path<Object> path;
        comparison how = comparison::equal;
        comparable value;

        bool fits(std::string_view cell) const; // of the path's field
    };
    parsed_filter::joint joined() const { return joined_; }
    const clause& first() const { return first_; }
    const clause& second() const { return second_; } // where two are joined

private:
    static result<clause, filter_fault> make(const filter_clause& from, version which);
    static bool fits(const clause& one, const Object& object);

    parsed_filter::joint joined_ = parsed_filter::joint::none;
    clause first_, second_;
};

} // namespace schakel::oneroster
