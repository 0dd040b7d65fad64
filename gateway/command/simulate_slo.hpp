// The API of SLO with an invented curriculum: lists in pages, single entities, and each release as files.
//
//   /curriculum/api/v1/{type}/?page=&perPage=    the newest release; /curriculum/{release}/api/… an older one
//   /curriculum/api/v1/uuid/{uuid}               one entity, deprecated ones too
//   /releases/{release}/{context}.json           the data set as SLO releases it, with what is deprecated
//
// As the real one it answers whoever admits HTML with a page of HTML, before it looks at credentials, and takes a name
// and a key. Source: standards/slo-obk.md 6.
#pragma once

#include "gateway/command/simulate_publisher.hpp"

namespace schakel::command {

// What is published as `how` tells; files cannot be published this way.
result<std::shared_ptr<const publication>> publish_slo(const publisher_play& how);

} // namespace schakel::command
