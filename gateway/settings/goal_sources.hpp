// What settings say of who publishes learning goals: where they are fetched, and when.
#pragma once

#include "gateway/settings/parties.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace schakel::settings {

struct goal_source : remote {
    std::string name;
    std::string standard;
    std::set<std::string, std::less<>> frameworks;              // as the source names them; empty: all that it has
    std::chrono::milliseconds every{7 * 86'400'000};            // between two fetches
    std::optional<std::chrono::minutes> at;                     // of the day in Amsterdam
    std::map<std::string, std::string, std::less<>> parameters; // for the adapter
    std::set<std::string, std::less<>> quirks;
    place where;
};

// What becomes of messages whose translated goals rest on something that an import superseded.
enum class recomputation { report, send };

} // namespace schakel::settings
