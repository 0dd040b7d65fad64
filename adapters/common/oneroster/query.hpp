// The query parameters of OneRoster: limit, offset, sort, orderBy, filter, fields. Names are taken in any case.
#pragma once

#include "adapters/common/oneroster/filter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace schakel::oneroster {

using query_parameters = std::vector<std::pair<std::string, std::string>>; // decoded

inline constexpr std::uint64_t default_limit = 100;
inline constexpr std::uint64_t largest_limit = 10000; // a larger one is capped; Link tells how to go on

// What both versions call a wrong query.
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
    std::vector<query_fault> warnings; // 1.1: data are given all the same
};

// 1.2 refuses what is wrong; 1.1 refuses wrong filters, limits and offsets, and warns of the rest.
result<list_query, query_fault> parse_query(const query_parameters& asked, version which);

// The mask of fields_of<Object>() that `fields` keeps. Names that the version does not have: 1.2 refuses them, 1.1
// warns and goes on with the others.
template <class Object>
result<std::uint64_t, query_fault> keep_mask(list_query& query, version which);

// The query as text again, with another offset: "limit=100&offset=200&sort=familyName". Other parameters are kept.
std::string query_text(const query_parameters& asked, std::uint64_t limit, std::uint64_t offset);

} // namespace schakel::oneroster
