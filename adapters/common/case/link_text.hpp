// Links as JSON, in which form the model keeps those that only CASE knows.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/codec/json_writer.hpp"

#include <string>
#include <string_view>

namespace schakel::cf {

void write_link(const link& one, json::writer& out); // targetType where there is one
std::string link_text(const link& one);              // "" for an empty one
std::string links_text(const links& all);
link parse_link(std::string_view text); // empty for what is no link
links parse_links(std::string_view text);

} // namespace schakel::cf
