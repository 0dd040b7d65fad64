// One OneRoster object from JSON: a tolerant reading that notes every deviation (quirks.hpp). The schema layer judges
// the document as the standard does; this is what can be made of it.
#pragma once

#include "adapters/common/oneroster/fields.hpp"
#include "adapters/common/oneroster/quirks.hpp"
#include "gateway/codec/json_document.hpp"

#include <optional>

namespace schakel::oneroster {

// The object, brought into the form of the version: dates as days, words in their own capitals, 1.1's role and orgs as
// they are named there. None when it cannot be used at all (no object, no sourcedId); that has been noted.
template <class Object>
std::optional<Object> read(json::value object, version which, bends& noted);

} // namespace schakel::oneroster
