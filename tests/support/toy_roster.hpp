// A small standard for rosters, one line per thing, so that a test can write a roster by hand:
//
//   school brin=99XX                  the head names the school
//   pupil a Jansen eckid=…            a pupil with its family name and any identifiers
//   gone a                            a tombstone
//   delta                             what is told of persons is what changed
//   next                              as the last line of a pulled page: there is another page
//
// Any other line is the error toy.roster-line. A pull asks GET /page/1, /page/2 … with the watermark as query; answers:
// 304 unchanged, 401 failed, 503 interrupted (with Retry-After), 200 a page. Its watermark is the number of pages.
#pragma once

#include "gateway/adapter/roster.hpp"

#include <memory>

namespace schakel::test {

std::unique_ptr<adapter> make_toy_roster();
inline constexpr std::string_view toy_roster = "toy-roster-1.0";

} // namespace schakel::test
