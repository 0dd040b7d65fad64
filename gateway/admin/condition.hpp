// What a gateway is like at one moment: its parties, its store and disk, its configuration; and what of that a person
// should look at. Status, metrics and the command line all tell this. Private to admin.
#pragma once

#include "gateway/admin/admin_api.hpp"
#include "gateway/core/finding.hpp"
#include "gateway/outbox/route_pauses.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::admin {

// One system. Counts and moments of traffic are those since the gateway started; what is waiting and held is all.
struct party_condition {
    bool configured = false, receives = false, sends = false; // receives: from it, sends: to it
    pipeline::sender_traffic in;
    pipeline::destination_state out;
    std::uint64_t waiting = 0, held = 0;
    std::optional<instant> oldest, next_try; // of what is waiting

    // "failing" (several tries in a row failed, or nothing but probes is sent), "retrying" (the last try or two failed:
    // that happens), "held" (waits for a person), "waiting" or "good"
    std::string_view state() const;
    bool concerns_anybody() const; // configured, or something is left to do for it
};

struct disk_room {
    std::uint64_t available = 0, total = 0; // bytes
};

struct gateway_condition {
    instant at{}, started{};
    bool ready = false, stopping = false;
    std::string trouble; // why nothing is accepted
    outbox::store_counts counts;
    std::vector<std::string> damage;
    std::uint64_t groups_behind = 0;
    std::optional<disk_room> disk;
    std::map<std::string, party_condition, std::less<>> parties;
    std::vector<outbox::route_pause> pauses; // in force
    std::uint64_t late = 0; // messages that were told to come again as more came in than could be done, since the start
    std::optional<instant> last_late;
    std::shared_ptr<const pipeline::configuration> in_force;
    bool file_differs = false; // from what is applied
    std::optional<admin::last_reload> last_reload;
    std::map<std::string, instant, std::less<>> certificate_ends; // by listener
};

gateway_condition condition_of(const admin_services& with);

// What a person should look at, errors first. Errors: messages are refused or do not arrive.
findings concerns_of(const gateway_condition& now);

// The same by what it is about: "gateway", "store", "parties", "routes", "configuration" and "certificates", all of
// them.
struct part_concerns {
    std::string_view part;
    findings concerns;
};
std::vector<part_concerns> concerns_by_part(const gateway_condition& now);

} // namespace schakel::admin
