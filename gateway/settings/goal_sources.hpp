// What settings say of who publishes learning goals, and of who has catalogues and entitlements: where they are
// fetched, and when.
#pragma once

#include "gateway/settings/parties.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace schakel::settings {

// What is fetched by schedule, whatever it is.
struct fetched_source : remote {
    std::string standard;
    std::chrono::milliseconds every{7 * 86'400'000};            // between two fetches
    std::optional<std::chrono::minutes> at;                     // of the day in Amsterdam
    std::map<std::string, std::string, std::less<>> parameters; // for the adapter
    std::set<std::string, std::less<>> quirks;
    place where;
};

struct goal_source : fetched_source {
    std::string name;
    std::set<std::string, std::less<>> frameworks; // as the source names them; empty: all that it has
};

// [[system.access]]: a catalogue, or the orders or entitlements of schools.
struct access_source : fetched_source {
    access_source() { every = std::chrono::hours(24); }

    std::set<std::string, std::less<>> schools; // whose it has; empty: all
    unsigned hold_above = 50; // a fetch that ends more than so many per cent of what a school had waits for a person
};

// What becomes of messages whose translated goals rest on something that an import superseded.
enum class recomputation { report, send };

} // namespace schakel::settings
