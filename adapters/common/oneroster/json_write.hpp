// Objects as JSON, member by member in the order of fields.hpp. Absent fields are left out.
#pragma once

#include "adapters/common/oneroster/fields.hpp"
#include "gateway/codec/json_writer.hpp"

#include <string>
#include <string_view>

namespace schakel::oneroster {

struct json_style {
    oneroster::version version = version::v1_2;
    std::string base_url; // of the service, for `href`: "https://gw.example/ims/oneroster/rostering/v1p2"
    // `fields`: one bit per entry of fields_of<Object>(); all ones for every field.
    std::uint64_t keep = ~std::uint64_t{0};
};

template <class Object>
void write(const Object& object, const json_style& style, json::writer& out);

// "<base_url>/classes/<id>", with the id percent-encoded as one segment.
std::string href_of(std::string_view base_url, object_kind kind, std::string_view id);
void append_segment(std::string& to, std::string_view id); // percent-encoded
bool is_segment(std::string_view id);                      // percent-encoding leaves it as it is

} // namespace schakel::oneroster
