// Fetches frameworks from a CASE service: the list of documents, and the package of each that changed since the last
// fetch. One request at a time; a package that is known is asked for with If-None-Match.
//
// Half a fetch is none: an answer that cannot be read, or a refusal, ends it as failed.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/adapter/goals.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace schakel::cf {

// Keys of pull_options::parameters.
//   frameworks  identifiers of documents, separated by blanks: only these, and the list is not asked for
//   page_size   documents to ask for per page, 100
//   most_pages  of the list, 200
std::vector<std::string_view> pull_parameters();

std::unique_ptr<goal_pull> make_pull(version which, const pull_options& options);

} // namespace schakel::cf
