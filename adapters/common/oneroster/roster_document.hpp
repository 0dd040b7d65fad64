// A whole roster as one JSON document: an array of envelopes, one for each kind of object, streamed.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>
#include <string_view>

namespace schakel::oneroster {

// encode_options::parameters: how the service is reached to which `href` points.
inline constexpr std::string_view base_url_parameter = "base_url";

std::unique_ptr<roster_writer> write_document(version which, const roster_view& view, const encode_options& options);

} // namespace schakel::oneroster
