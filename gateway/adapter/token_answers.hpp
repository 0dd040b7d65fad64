// What a token end point answers (RFC 6749, 5.1 and 5.2), and how scopes are written.
#pragma once

#include "gateway/adapter/exchange.hpp"

#include <chrono>
#include <set>
#include <string>
#include <string_view>

namespace schakel {

using scope_words = std::set<std::string, std::less<>>;

scope_words read_scopes(std::string_view text); // separated by spaces
std::string write_scopes(const scope_words& scopes);

// Words of our own and of the standard only.
reply token_refusal(int status, std::string_view error, std::string_view description);
reply token_granted(std::string_view access_token, std::chrono::seconds lifetime, std::string_view scope);

} // namespace schakel
