// Serving frameworks to somebody who asks: question and answer of both versions.
//
// What is served is the newest release of every framework that the view holds, whatever standard it came in. An answer
// is a function of the question, the view's version and the options; only `now` and `memo` do not matter.
#pragma once

#include "adapters/common/case/wire.hpp"
#include "gateway/adapter/goals.hpp"

namespace schakel::cf {

goal_question question(version which, const exchange& asked);

served_answer answer(
    version which, const exchange& asked, const goal_question& question, std::shared_ptr<const goal_view> view,
    const answering& options
);

} // namespace schakel::cf
