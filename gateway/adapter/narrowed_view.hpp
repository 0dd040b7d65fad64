// A view in which the records of one kind are only certain ones: a question about few of them is answered without a
// look at all.
#pragma once

#include "gateway/adapter/roster_view.hpp"

#include <memory>
#include <string>
#include <vector>

namespace schakel {

// The records of that kind with these ids, as far as they are there, in the order of every view. Everything else is as
// in `of`.
std::shared_ptr<const roster_view>
narrowed(std::shared_ptr<const roster_view> of, model::roster::record_kind which, std::vector<std::string> ids);

} // namespace schakel
