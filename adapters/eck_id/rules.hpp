// What a message of the service and a school's list must be beyond their schema: ids, texts, repairs, and the checks.
#pragma once

#include "adapters/eck_id/wire.hpp"
#include "gateway/codec/xml_document.hpp"
#include "gateway/core/finding.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::eck_id {

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id); // must exist: std::logic_error otherwise

// At a byte offset of a message. `got` never holds what names a person.
finding found(std::string_view id, std::size_t offset, std::string expected = {}, std::string got = {});
// In a line of a list.
finding found_in_line(
    std::string_view id, std::uint32_t line, std::uint32_t column, std::string expected = {}, std::string got = {}
);

// Of an envelope that its schema accepts: the header blocks, and the values in the body.
findings check_request(const xml::node& header, const xml::node& body, operation what);
findings check_response(const xml::node& header, const xml::node& body);

} // namespace schakel::eck_id
