// A sync as JSON: the form in which the admin API tells it and in which the store keeps it when it has ended. It holds
// no personal data.
#pragma once

#include "gateway/pipeline/sync.hpp"

#include <string>

namespace schakel::pipeline {

// "sync" of ../admin/openapi.json. Of many findings the first hundred; the others are counted.
std::string to_json(const sync_status& one);

} // namespace schakel::pipeline
