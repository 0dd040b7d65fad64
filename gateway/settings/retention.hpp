// What settings say of how long messages are kept.
#pragma once

#include "gateway/settings/place.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace schakel::settings {

// From the moment of receipt.
struct retention_terms {
    std::chrono::seconds keep = std::chrono::days(60);               // what was delivered, or had nobody to go to
    std::chrono::seconds keep_dead_letters = std::chrono::days(180); // what was rejected, quarantined or expired
};

// [[retention.rule]]: other terms for a route or a standard.
struct retention_rule : retention_terms {
    std::string route, standard; // at least one
    place where;
};

struct retention : retention_terms {
    std::vector<retention_rule> rules;
    place where;
};

} // namespace schakel::settings
