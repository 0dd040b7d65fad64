// The fields of a roster that a release names, and the two releases that are built in. Private to settings.
//
// Which identifiers of persons are released is told by scheme, so their fields are not in these lists; neither are the
// identifiers of the school, which everybody gets who may ask for it.
#pragma once

#include <span>
#include <string_view>

namespace schakel::settings {

std::span<const std::string_view> releasable_of_persons(); // "person.email"
std::span<const std::string_view> releasable_of_rosters(); // all else: "group.name", "record.modified", "extension"

} // namespace schakel::settings
