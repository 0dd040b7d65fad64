// What the chain query says of each hop, in Dutch and English: what was found, what to do, and who can. Private to the
// chain query.
#pragma once

#include "gateway/pipeline/access_why.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline::words {

why_hop identity_known(std::string_view school);
why_hop identity_by_launches(std::string_view school); // known from launches only
why_hop identity_unknown();

// `demanded`: the route lets only persons of the roster through.
why_hop no_roster(bool demanded);
why_hop several_in_roster();
why_hop not_in_roster(std::string_view version, bool demanded);
why_hop left_the_roster(std::string_view version);
why_hop in_roster(std::string_view version, bool without_groups);

why_hop no_route(const std::vector<std::string>& reasons);
why_hop routed(std::string_view route, std::string_view publisher);

why_hop not_checked();
why_hop entitlement(const entitlement::access_answer& answer);

why_hop never_launched();
why_hop opened(const launch::attempt& last);
why_hop refused(const launch::attempt& last);
why_hop under_way(const launch::attempt& last);
why_hop stopped(const launch::attempt& last);

} // namespace schakel::pipeline::words
