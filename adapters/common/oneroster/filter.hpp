// The filter of OneRoster: one clause, or two joined by AND or OR. Fact sheet section 4.
//
//   filter = clause [ (" AND " | " OR ") clause ]
//   clause = field op "'" value "'"      op = "=" "!=" ">" ">=" "<" "<=" "~" (contains)
//   field  = a name, or a dotted path: "school.sourcedId", "metadata.x"
//
// Blanks around the operator are taken; a quote in a value is doubled.
//
// Where the standard leaves it open: texts compare without regard to ASCII capitals, sourcedIds exactly, dates and
// moments by time (a bare date is its begin in UTC), booleans as texts. A field with several values fits when one of
// them does, and `!=` when none is equal. A field without a value fits `!=` only.
#pragma once

#include "adapters/common/oneroster/value_path.hpp"
#include "gateway/core/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::oneroster {

enum class comparison : std::uint8_t { equal, not_equal, greater, greater_equal, less, less_equal, contains };

struct filter_clause {
    std::string field;
    comparison how = comparison::equal;
    std::string value;

    friend bool operator==(const filter_clause&, const filter_clause&) = default;
};

struct parsed_filter {
    enum class joint : std::uint8_t { none, both, either } joined = joint::none;
    filter_clause first, second;

    friend bool operator==(const parsed_filter&, const parsed_filter&) = default;
};

// Why a filter cannot be used, in words that hold none of its values.
struct filter_fault {
    std::size_t offset = 0;
    std::string reason; // English
};

inline constexpr std::size_t longest_filter = 2048;

result<parsed_filter, filter_fault> parse_filter(std::string_view text);
std::string to_string(const parsed_filter& filter); // which parses to an equal one

// A filter made ready for objects of one kind.
template <class Object>
class object_filter {
public:
    // Refused: fields that the version does not have, and values that a date or moment cannot be compared with.
    static result<object_filter, filter_fault> make(const parsed_filter& filter, version which);

    bool keeps(const Object& object) const;

private:
    struct clause {
        value_path<Object> path;
        comparison how = comparison::equal;
        comparable value;
    };
    static result<clause, filter_fault> make(const filter_clause& from, version which);
    static bool fits(const clause& one, const Object& object);

    parsed_filter::joint joined_ = parsed_filter::joint::none;
    clause first_, second_;
};

} // namespace schakel::oneroster
