// Links to further pages, from answers of a system that is asked with our credentials.
#pragma once

#include "gateway/adapter/exchange.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::one_edtech {

// The target of rel="next" in Link headers (RFC 8288), as it stands; none when there is none.
std::optional<std::string> next_link(const header_fields& headers);

// A link as path and query below `base_url`, to which requests are appended. `asked` is the path and query of the
// request that was answered, which a relative link starts from. None for a link to another scheme, host or port, above
// the base, or with dot segments: our credentials do not go there.
std::optional<std::string> below_base(std::string_view link, std::string_view base_url, std::string_view asked);

// Everything but unreserved characters encoded: one segment of a path, one name or value of a query.
std::string encoded(std::string_view text);
void add_encoded(std::string& out, std::string_view text);

// "?a=1&b=2", everything but unreserved characters encoded once; "" for none.
std::string query_text(const std::vector<std::pair<std::string, std::string>>& query);

} // namespace schakel::one_edtech
