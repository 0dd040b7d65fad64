// Which [[launch]] holds for somebody who opens something: a pure function of the settings and the facts, which can
// explain itself.
#pragma once

#include "gateway/model/launch.hpp"
#include "gateway/settings/settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

struct launch_facts {
    std::string source, school; // ids
    std::string product;        // "" when it is not known
    std::string target;         // address that is asked for
    std::string publisher;      // "" unless the material is already known to be of this system
    model::launch_kind kind = model::launch_kind::resource;
    std::vector<model::held_role> roles;
};

// What somebody opens by this route: what the link names, else what the route says.
inline const std::string& product_by(const settings::launch_route& route, const launch_facts& of) {
    return of.product.empty() ? route.opens : of.product;
}

// The first condition that does not hold ("from", "school", "product", "role", "kind", "target", "to"); "" for none.
std::string_view failed_condition(const settings::launch_route& route, const launch_facts& of);

// Those that match with the highest priority, in the order of the settings.
std::vector<const settings::launch_route*>
matching_launches(const std::vector<settings::launch_route>& all, const launch_facts& of);

} // namespace schakel::pipeline
