// An invented standard that asks for rosters in one line of text, so that the query flow can be tested without a real
// one.
//
//   GET /persons            "school 99XX" in the query as school=…; answers a line for each person, in pieces
//   GET /about              open to everybody
//   POST /persons           credentials and school inside: "client code=… name=… key=…\nschool …"
//
// In headers: "Authorization: Basic USER:PASSWORD" (clear) or "Bearer TOKEN". A query "broken=1" rejects; "fail=1"
// fails while it answers. Its pull asks "/roster" once and reads a line for each person, and "school 99XX".
#pragma once

#include "gateway/adapter/roster.hpp"

#include <memory>
#include <string>

namespace schakel::test {

inline constexpr std::string_view toy_rosters = "toy-rosters-1.0";
inline constexpr std::string_view toy_scope = "toy.persons";

std::unique_ptr<adapter> make_toy_rosters();

} // namespace schakel::test
