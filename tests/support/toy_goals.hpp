// A small standard for learning goals, one line per thing, so that a test can write a framework by hand:
//
//   framework kader Rekenen           a framework with its title
//   release kader 2025 2025-01-01     what follows belongs to it: id "kader#2025"
//   goal kader a kan tellen           a goal of that framework with its statement
//   child a b                         a lies below b
//   replaced a b                      b stands where a stood
//   set urn:oversteek 1 kader ander   a version of a mapping set; what follows belongs to it: id "urn:oversteek#1"
//   maps a exact b                    an association of it
//   next                              as the last line of a fetched page: there is another page
//
// Any other line is the error toy.goal-line. A pull asks GET /page/1, /page/2 … with the watermark as query; answers:
// 304 unchanged, 401 failed, 503 interrupted, 200 a page. Its watermark is the entity tag of the first page.
#pragma once

#include "gateway/adapter/goals.hpp"

#include <memory>

namespace schakel::test {

std::unique_ptr<adapter> make_toy_goals();
inline constexpr std::string_view toy_goals = "toy-goals-1.0";

} // namespace schakel::test
