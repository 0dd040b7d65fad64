// Answers of the administration services that tell no roster.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <string_view>

namespace schakel::edu_v {

// One StatusResponse, unlike the array of Results.
reply status_answer(std::string_view version, int http, int code, std::string_view text);

reply acknowledge_question(std::string_view version, const disposition& decided);

} // namespace schakel::edu_v
