// Where libxml2 departs from the specification, by class and reason: there its verdict is no measure for ours.
#pragma once

#include "fault.hpp"

#include <string_view>

namespace schakel::differential {

struct judge_exception {
    std::string_view name;
    std::string_view reason;
    bool (*covers)(const judgement& libxml2, const judgement& ours, std::string_view message);
};

// The class that covers the two judgements of a message, or none.
const judge_exception* exception_for(const judgement& libxml2, const judgement& ours, std::string_view message);

} // namespace schakel::differential
