// The filter of the REST services of 1EdTech (OneRoster, CASE): one clause, or two joined by AND or OR.
//
//   filter = clause [ (" AND " | " OR ") clause ]
//   clause = field op "'" value "'"      op = "=" "!=" ">" ">=" "<" "<=" "~" (contains)
//   field  = a name, or a dotted path: "school.sourcedId", "metadata.x"
//
// Blanks around the operator are taken; a quote in a value is doubled. What fields there are and how values compare is
// each standard's own.
#pragma once

#include "gateway/core/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::one_edtech {

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

} // namespace schakel::one_edtech
