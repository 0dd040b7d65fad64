// Fetching data sets from the API of SLO: for every type of a context its list, page by page.
//
// The API answers 200 with an HTML page to whoever does not ask for JSON, before it looks at credentials. So every
// request names JSON and nothing else, and an answer that is HTML all the same ends the fetch. There is no "since" and
// no ETag: everything is fetched. The API names no release; it is called after the moment
// ("api-2026-11-22T091500.000Z") unless the settings name it.
//
// Source: standards/slo-obk.md 6.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/validation/json_schema.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace schakel::slo {

// Keys of pull_options::parameters: contexts (names with a space or comma between them; needed), page_size (10 to
// 1000), release.
std::vector<std::string_view> pull_parameters();

std::unique_ptr<goal_pull> make_pull(const validation::json_schema& schema, const pull_options& options);

} // namespace schakel::slo
