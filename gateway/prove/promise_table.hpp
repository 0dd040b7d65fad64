// The promises, and what was shown of each.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::prove {

enum class outcome { held, broken, not_shown };
std::string_view to_string(outcome of); // "held", "BROKEN", "not shown"

struct showing {
    std::string promise; // "P1"
    std::string fault;   // "F1": what was done to it
    outcome what = outcome::not_shown;
    std::string told; // amounts and figures; for not_shown the reason
};
using showings = std::vector<showing>;

struct promise {
    std::string_view id, text;
    std::string_view elsewhere; // why a proof on the spot leaves it out; empty: it does not
};
extern const std::array<promise, 12> promises;

struct promise_line {
    const promise* of;
    outcome what = outcome::not_shown; // the worst of what was shown; not_shown when nothing was
    std::vector<showing> by;
};
std::vector<promise_line> table_of(const showings& all);
bool holds(const std::vector<promise_line>& table); // none is broken

// What a table says about itself.
struct circumstances {
    std::string version, date, duration;
    std::vector<std::pair<std::string, std::string>> machine;
};
std::string as_text(const std::vector<promise_line>& table, const circumstances& of);
std::string as_json(const std::vector<promise_line>& table, const circumstances& of);

} // namespace schakel::prove
