// Which goal a printed code means: "1.2", "09.01", "Kerndoel 3". Codes are not unique, so they resolve within whatever
// else is known, to candidates and never to a guess.
#pragma once

#include "gateway/mapping/goals/reading_date.hpp"

#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

// What is known besides the code; empty: not known. A framework is an id; kind, subject and level are ids, titles or
// codes as the framework has them, compared without case.
struct code_query {
    std::string_view code;
    std::string_view framework = {};
    std::string_view kind = {};
    std::string_view subject = {};
    std::string_view level = {};
};

struct code_answer {
    enum class kind_of : std::uint8_t { found, ambiguous, unknown } kind = kind_of::unknown;
    std::vector<node> candidates; // goals that live in the release that is meant, in order of number
};

// The last word of a code is its number, compared without leading zeros; words before it may stand in the printed code
// or tell kind, level or subject area. So "Kerndoel 3" means all that is printed "PO Kerndoel 03" or "VO Kerndoel 03",
// and the goal of kind kerndoel that is printed "3"; "PO Kerndoel 3" only the first. Where a framework prints exactly
// what was asked for, its longer codes are not meant.
code_answer resolve_code(const goal_graph& graph, const reading_date& date, const code_query& query);

} // namespace schakel::mapping::goals
