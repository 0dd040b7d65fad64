// The query parameters of OneRoster (adapters/common/one_edtech/query.hpp) in the terms of its versions.
#pragma once

#include "adapters/common/one_edtech/query.hpp"
#include "adapters/common/oneroster/filter.hpp"

#include <cstdint>

namespace schakel::oneroster {

using one_edtech::default_limit;
using one_edtech::largest_limit;
using one_edtech::list_query;
using one_edtech::query_error;
using one_edtech::query_fault;
using one_edtech::query_parameters;

// 1.2 refuses what is wrong; 1.1 refuses wrong filters, limits and offsets, and warns of the rest.
result<list_query, query_fault> parse_query(const query_parameters& asked, version which);

// The mask of fields_of<Object>() that `fields` keeps. Names that the version does not have: 1.2 refuses them, 1.1
// warns and goes on with the others.
template <class Object>
result<std::uint64_t, query_fault> keep_mask(list_query& query, version which);

} // namespace schakel::oneroster
