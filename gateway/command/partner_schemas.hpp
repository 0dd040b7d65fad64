// --partner-schema: the adapter of a standard with a partner's own schemas beside the bundled ones.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <memory>
#include <string>
#include <vector>

namespace schakel::command {

// The plain adapter when there are no files. Failure: the exit code; why has been told.
result<std::shared_ptr<const adapter>, int>
with_partner_schemas(const adapter& plain, const std::vector<std::string>& files);

} // namespace schakel::command
