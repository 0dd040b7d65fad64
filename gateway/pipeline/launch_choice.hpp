// Deep linking: a teacher chooses where to choose, and what was chosen goes back to where the teacher came from.
// Private to the launch flow.
#pragma once

#include "gateway/pipeline/launch_passage.hpp"

#include <memory>
#include <vector>

namespace schakel::pipeline {

// Whether the person is asked first: several publishers may be chosen from, or one that offers no choice of its own.
bool needs_choice(const passage& it, const std::vector<const settings::launch_route*>& routes);

// Publishers that offer a choice are to choose from, and of others the products of their routes.
void offer_choice(
    const std::shared_ptr<passage>& it, const std::vector<const settings::launch_route*>& routes,
    const model::launch& what
);

// The choice that the person made of offer_choice(), or none.
void take_choice(const std::shared_ptr<passage>& it);

// What the target gave back, through the source's standard: links become links to us that lead there.
void give_back(const std::shared_ptr<passage>& it, model::content_return choice);

} // namespace schakel::pipeline
