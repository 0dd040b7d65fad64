// Keys and ids of goal.hpp, made in a text whose memory is used again: for readers of hundreds of thousands of records.
#pragma once

#include "gateway/model/goal.hpp"

#include <string>
#include <string_view>

namespace schakel::model::goals {

void uuid_key(std::string_view text, std::string& into); // empty when there is none
void derive_id(association& one);                        // gives it derived_id()

} // namespace schakel::model::goals
