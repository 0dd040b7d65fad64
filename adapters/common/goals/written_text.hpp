// A goal_writer over a text that is made as a whole: for crosswalks and vocabularies, some megabytes at most.
#pragma once

#include "gateway/adapter/goals.hpp"

namespace schakel::goal_files {

struct written {
    std::string text;
    field_fate fate;
    findings refused;
};

std::unique_ptr<goal_writer> as_writer(written&& whole);

} // namespace schakel::goal_files
