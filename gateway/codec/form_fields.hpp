// Fields as forms and queries carry them (application/x-www-form-urlencoded), and percent-encoding (RFC 3986 2.1).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::forms {

using field_list = std::vector<std::pair<std::string, std::string>>; // decoded, in order; a name may stand twice

// Everything but letters, digits and "-._~", with capital hex digits (RFC 3986 2.3, RFC 5849 3.6).
std::string percent_encode(std::string_view text);
// "%41" to "A". With `plus_is_space` also "+" to " ", as in a query. None when a "%" is not followed by two hex digits.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

// "a=1&b=x+y&c" to its fields. Empty pieces are skipped. None on a bad escape or with more than `most` fields.
std::optional<field_list> read(std::string_view text, std::size_t most = 1000);
std::string write(const field_list& fields); // a space becomes "%20"

// The first value of that name, null for none.
const std::string* find(const field_list& fields, std::string_view name);
std::string_view value_of(const field_list& fields, std::string_view name); // "" for none

} // namespace schakel::forms
