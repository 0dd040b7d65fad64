// Fetches a roster from a OneRoster 1.1 or 1.2 service: every rostering collection page by page, and with a watermark
// only what was modified since. Demographics are never asked for. References are resolved by sourcedId and never
// fetched.
//
// An answer that deviates from the standard in a way that was not agreed (quirks.hpp) ends the fetch as failed: half a
// roster is none. A delta that the source refuses, or answers with fewer objects than it counts, becomes a full load.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace schakel::oneroster {

// Keys of pull_options::parameters.
//   school           sourcedId: only this school, through /schools/{id}/…; asks for the scope roster.readonly
//   page_size        objects to ask for per page, 1000
//   most_pages       of one collection, 5000
//   overlap_minutes  how far a delta reaches back before the watermark, 60
std::vector<std::string_view> pull_parameters();

// What a token must hold for the collections: roster-core.readonly of the version.
std::string_view pull_scope(version which);

std::unique_ptr<roster_pull> make_pull(version which, const pull_options& options);

} // namespace schakel::oneroster
