// Chosen content as Content-Item Message 1.0 writes it: JSON-LD in the parameter content_items.
#pragma once

#include "gateway/codec/limits.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/core/result.hpp"
#include "gateway/model/launch.hpp"

#include <string>
#include <string_view>

namespace schakel::lti_1_1 {

// "" is a choice of nothing. Items of unknown types and unknown members are ignored.
result<std::vector<model::content_item>, findings>
read_content_items(std::string_view json, const document_limits& limits);

std::string write_content_items(const std::vector<model::content_item>& items);

} // namespace schakel::lti_1_1
