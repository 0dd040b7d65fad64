// The values of `format` that are asserted: all that the specification names, and two of our own. For
// json_schema*.cpp, and for readers that are more lenient than a schema.
#pragma once

#include <optional>
#include <string_view>

namespace schakel::validation {

enum class format {
    date_time,             // RFC 3339, with zone
    date,                  // RFC 3339 full-date
    time,                  // RFC 3339 full-time, with zone
    duration,              // RFC 3339 appendix A: P1Y2M3DT4H5M6S or P4W, no fraction, no gap between parts
    email,                 // RFC 5321 mailbox, with quoting and address literals
    idn_email,             // RFC 6531
    hostname,              // RFC 1123, A-labels checked by RFC 5891
    idn_hostname,          // RFC 5890, 5891, 5892 and 5893
    ipv4,                  // RFC 2673 3.2
    ipv6,                  // RFC 4291 2.2
    uri,                   // RFC 3986, absolute
    uri_reference,         // RFC 3986
    iri,                   // RFC 3987, absolute
    iri_reference,         // RFC 3987
    uuid,                  // RFC 4122, any case
    uri_template,          // RFC 6570, all levels
    json_pointer,          // RFC 6901 as text, not as a fragment
    relative_json_pointer, // draft-handrews-relative-json-pointer-01
    regex,                 // ECMA-262 with the u flag, also what our own engine does not support
    language_tag,          // "x-language-tag": RFC 5646 by shape
    xapi_duration,         // "x-xapi-duration": ISO 8601:2004 4.4.3.2 with gaps, and a fraction in the last part
};

std::optional<format> format_named(std::string_view name);
std::string_view format_name(format which);
std::string_view nearest_format(std::string_view name); // "" when none is alike
bool has_format(format which, std::string_view text);

} // namespace schakel::validation
