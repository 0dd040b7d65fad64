// Members of a class, for a target that may ask for names and roles (NRPS): from the school's roster, each as the route
// of the class releases them.
#pragma once

#include "gateway/adapter/launch_ledger.hpp"
#include "gateway/pipeline/launch.hpp"

#include <string_view>

namespace schakel::pipeline {

// `since`: the version of an earlier page, then only who came, changed or left after it; who left has no role. What is
// no version of ours means everybody. A failure: none are released, or the school has no roster.
result<member_page> class_members(
    const launch_class& of, const member_filter& which, std::string_view since, std::string_view after,
    std::size_t limit, const configuration& in_force, const launch_services& with
);

} // namespace schakel::pipeline
