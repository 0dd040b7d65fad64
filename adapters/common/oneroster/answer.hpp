// Serving rostering to somebody who asks: question and answer of the two REST adapters.
//
// An answer is a function of the question, the view's version and the options; only `now` and `memo` do not matter.
// Pages stream: a piece at a time is made, whatever the limit.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/adapter/roster.hpp"

namespace schakel::oneroster {

roster_question question(version which, const exchange& asked);

roster_answer answer(
    version which, const exchange& asked, const roster_question& question, std::shared_ptr<const roster_view> view,
    const answering& options
);

} // namespace schakel::oneroster
