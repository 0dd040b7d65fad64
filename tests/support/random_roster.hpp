// Roster records full of anything, and small schools that hang together; the same for the same seed everywhere.
#pragma once

#include "gateway/model/roster.hpp"
#include "tests/support/chance.hpp"

#include <string>
#include <vector>

namespace schakel::test {

// A record whose every field may be empty, odd or long; refers to nothing that exists.
model::roster::record random_record(chance& of);

// A school with that many pupils, each in a home group and four lesson groups, and a teacher for every group.
std::vector<model::roster::record> small_school(std::size_t pupils);
std::string pupil_id(std::size_t number);
std::string pupil_eckid(std::size_t number);

} // namespace schakel::test
