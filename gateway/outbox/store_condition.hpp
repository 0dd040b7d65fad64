// What a store on a disk says of itself beside its messages; the embedded store does. A store that cannot be asked this
// is no store_condition.
#pragma once

#include "gateway/outbox/delivery_queue.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace schakel::outbox {

class store_condition {
public:
    virtual ~store_condition() = default;

    // Why nothing is accepted, and what helps; empty while it is. From any thread.
    virtual std::string trouble() const = 0;

    // What was found damaged when the store was opened, each in words; what could be was made anew from the rest.
    virtual std::vector<std::string> damage() const = 0;

    // What is not delivered yet, by destination; from any thread.
    virtual std::vector<delivery_queue::open_there> open_by_destination() = 0;

    // Groups of the journal that its tables do not hold yet: readers see what is in the tables.
    virtual std::uint64_t groups_behind() const = 0;
};

} // namespace schakel::outbox
