// One short sentence on what became of a reference to a goal, for standards with little room: at most 128 characters.
#pragma once

#include "gateway/core/finding.hpp"
#include "gateway/mapping/goals/translated_record.hpp"

#include <string>

namespace schakel::mapping {

std::string summary_of(const goals::translated_record& record, language lang);

// The goal as a reader knows it: printed code and text, at most `limit` characters; its id where there is no text.
std::string shown(const goals::goal_label& goal, std::size_t limit);

} // namespace schakel::mapping
