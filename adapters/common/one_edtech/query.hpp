// The query parameters of the REST services of 1EdTech: limit, offset, sort, orderBy, filter, fields. Names are taken
// in any case.
#pragma once

#include "adapters/common/one_edtech/filter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace schakel::one_edtech {

using query_parameters = std::vector<std::pair<std::string, std::string>>; // decoded

inline constexpr std::uint64_t default_limit = 100;
inline constexpr std::uint64_t largest_limit = 10000; // a larger one is capped; Link tells how to go on

// What the standards call a wrong query.
enum class query_error : std::uint8_t { filter_field, selection_field, sort_field, invalid_data };
std::string_view to_string(query_error what); // "invalid_filter_field" …

struct query_fault {
    query_error what = query_error::invalid_data;
    std::string reason; // English; names of parameters and fields, never values
};

// As it was asked, without knowledge of fields.
struct list_query {
    std::uint64_t limit = default_limit, offset = 0;
    std::string sort; // path; "" for none
    bool descending = false;
    std::optional<parsed_filter> filter;
    std::vector<std::string> fields;
    std::vector<query_fault> warnings; // data are given all the same
};

// Whether an unknown orderBy is refused, or told as a warning beside the data. Wrong filters, limits and offsets are
// always refused.
enum class strictness : std::uint8_t { refusing, warning };
result<list_query, query_fault> parse_query(const query_parameters& asked, strictness how);

// The query as text again, with another offset: "limit=100&offset=200&sort=familyName". Other parameters are kept.
std::string query_text(const query_parameters& asked, std::uint64_t limit, std::uint64_t offset);

// The value of a Link header for one page: first and last always, prev and next where there is one. `address` is what
// was asked, without query.
std::string
page_links(std::string_view address, const query_parameters& asked, const list_query& query, std::uint64_t total);

} // namespace schakel::one_edtech
