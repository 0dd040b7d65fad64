// From a verified launch to the target's own: school, person, route, entitlement, release, services, start. Private to
// the launch flow.
#pragma once

#include "gateway/pipeline/launch_passage.hpp"

#include <memory>

namespace schakel::pipeline {

// What a step of an adapter leads to.
void go_on(const std::shared_ptr<passage>& it, const adapter& by, launch_step step);

// Somebody arrived from the party of a source.
void pass_on(const std::shared_ptr<passage>& it, const adapter& by, arrived what);

// The same from the moment that the route is known: asked at once, or chosen by the person.
void pass_under(const std::shared_ptr<passage>& it, const settings::launch_route& route, model::launch what);

// The system that the party is to be, where it waits for an administrator; failure: the invitation was used before.
result<std::string> store_registration(const registration& what, const launch_services& with);

} // namespace schakel::pipeline
