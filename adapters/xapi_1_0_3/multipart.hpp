// multipart/mixed as statements with attachments travel (Communication 1.5.2): octets, never text.
#pragma once

#include "gateway/core/finding.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::xapi_1_0_3 {

struct body_part {
    std::string_view content_type;
    std::string_view encoding; // Content-Transfer-Encoding
    std::string_view hash;     // X-Experience-API-Hash
    std::string_view length;   // Content-Length
    std::string_view data;
    std::size_t offset = 0; // of the part's first header in the body
};

// Parts in order. None when the body does not have the form; `found` then says what is wrong. A part has at most 8 KiB
// of headers, a body at most 1,000 parts.
std::optional<std::vector<body_part>> split_parts(std::string_view body, std::string_view boundary, findings& found);

// The value of a parameter of a header such as Content-Type, without quotes; "" for none.
std::string parameter_of(std::string_view header, std::string_view name);
// "application/json; charset=utf-8" -> "application/json", in lower case.
std::string media_type_of(std::string_view header);

} // namespace schakel::xapi_1_0_3
