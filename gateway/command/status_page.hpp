// The status of a gateway (GET /admin/v1/status) as people read it.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"

#include <string>

namespace schakel::command {

// Lines that end with '\n'. Ages are those at the moment of the answer.
std::string status_page(json::value status, language lang);

// What a person should look at, a line each and what to do below it; a line that says so when that is nothing.
std::string concerns_page(json::value status, language lang);

} // namespace schakel::command
