// Addresses of services (AGS 2.0, 3.1): opaque, perhaps with a query string of their own.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::lti {

// "…/lineitem?type_id=3" and "scores": "…/lineitem/scores?type_id=3". The step goes behind the path, the query stays; a
// path that ends in "/" gets no second one. Nothing else of the address changes.
std::string below(std::string_view url, std::string_view step);

// The address with these parameters besides its own; those it has already under the same name are replaced.
std::string with_query(std::string_view url, const std::vector<std::pair<std::string, std::string>>& parameters);

// "https://tool.example:8080" of an address of the web; "" of anything else.
std::string_view origin_of(std::string_view url);

} // namespace schakel::lti
