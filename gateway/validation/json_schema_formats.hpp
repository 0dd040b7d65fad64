// The values of `format` that are asserted. Others are refused when a schema is loaded.
#pragma once

#include <optional>
#include <string_view>

namespace schakel::validation {

enum class format {
    date_time, // RFC 3339, with zone
    date,      // RFC 3339 full-date
    time,      // RFC 3339 full-time, with zone
    duration,  // ISO 8601 as xAPI and ISO 8601:2004 4.4.3.2: P1Y2M3DT4H5M6.7S or P4W, with fraction in the last part
    uuid,      // RFC 4122, any case
    uri,       // RFC 3986, absolute
    uri_reference, // RFC 3986
    iri,           // RFC 3987, absolute
    iri_reference, // RFC 3987
    email,         // RFC 5321 mailbox without quoting
    regex,         // ECMA-262 with the u flag, also what our own engine does not support
    language_tag,  // RFC 5646 by shape; our own name "x-language-tag"
};

std::optional<format> format_named(std::string_view name);
std::string_view format_name(format which);
std::string_view nearest_format(std::string_view name); // "" when none is alike
bool has_format(format which, std::string_view text);

} // namespace schakel::validation
