// The open deliveries of this process, in memory: who may go next, in which order, and to whom.
//
// A *lane* is one (route, order key): its deliveries leave one by one, in order; while the first is leased or waits for
// its next try, the lane stands still and every other lane goes on. The lanes of one route to one destination are a
// *stream*, which stands still as a whole while its route is paused. Destinations take turns, so that a backlog of a
// million for a dead one costs the others nothing. No locking: the store guards it.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/outbox/even_clock.hpp"
#include "gateway/outbox/packed_id.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace schakel::outbox {

// What the queue needs to know of a delivery that is waiting or held.
struct open_delivery {
    packed_id id;
    std::int64_t row = 0;     // in the table of deliveries
    std::int64_t message = 0; // the order of acceptance …
    std::string place;        // … and the place within one message, compared byte by byte
    std::string route, order_key, destination;
    instant due{}, created{};
    bool held = false;       // known, but waits for a person: stands in no lane
    std::uint64_t group = 0; // of the journal, that changed it last
};

class delivery_queue {
public:
    using permission = std::function<bool(std::string_view destination)>;

    delivery_queue() = default; // whoever sets the clock moves what is due
    explicit delivery_queue(const clock& time) : scale_(time) {}

    void add(open_delivery what);

    struct leased {
        packed_id id;
        std::int64_t row;
        std::uint64_t group;
    };
    // Asked just before a delivery is taken; false leaves it and skips its destination for this call.
    using choice = std::function<bool(std::string_view destination, const leased& next)>;
    void lease(instant now, std::size_t most, const choice& takes);
    // When the first lane of a permitted destination is due.
    std::optional<instant> next_due(const permission& may_go) const;

    void changed_by(const packed_id& id, std::uint64_t group);
    void put_back(const packed_id& id, instant due); // waits (again) until `due`, whether leased, held or waiting
    void release(const packed_id& id, instant due);  // the same for a leased one; others stay as they are
    void hold(const packed_id& id);
    std::optional<open_delivery> remove(const packed_id& id); // settled, or replaced by its parts
    std::optional<open_delivery> find(const packed_id& id) const;

    // Until that moment of the wall clock nothing is leased of this route; what is under way goes on.
    void pause(const std::string& route, instant until);
    std::optional<instant> paused_until(const std::string& route) const; // none: never paused
    std::size_t waiting_by(const std::string& route) const;

    std::size_t waiting() const;
    std::size_t held() const { return entries_.size() - waiting(); }
    std::optional<instant> oldest() const; // of the waiting ones

    struct open_there {
        std::string destination;
        std::size_t waiting = 0, held = 0;       // waiting: those under way too
        std::optional<instant> oldest, next_try; // of the waiting ones; of those that are not under way
    };
    std::vector<open_there> by_destination() const; // those that ever had one; in the order in which they came

private:
    struct lane;
    struct stream;
    struct destination;
    struct entry {
        packed_id id;
        std::int64_t row = 0, message = 0;
        std::string place;
        instant due{}, created{};
        std::uint64_t group = 0;
        lane* in = nullptr; // null while held
        lane* home = nullptr;
        entry *before = nullptr, *after = nullptr;
    };
    struct lane {
        std::string route, order_key;
        destination* to = nullptr;
        stream* in = nullptr;
        entry *first = nullptr, *last = nullptr;
        std::size_t members = 0; // held ones included
        entry* under_way = nullptr;
    };
    using turn = std::tuple<instant, std::int64_t, lane*>; // due, row of the first
    struct stream {
        const std::string* route = nullptr;
        const instant* paused_until = nullptr; // of the wall clock; both in routes_
        std::set<turn> ready;
        std::size_t waiting = 0;
    };
    struct destination {
        std::string name;
        std::vector<std::unique_ptr<stream>> streams;      // a handful
        std::set<std::pair<instant, const entry*>> by_age; // the waiting ones
        std::size_t members = 0;                           // held ones included
    };

    static turn turn_of(lane& of) { return {of.first->due, of.first->row, &of}; }
    static void stand_aside(lane& of); // out of the ready set, before its first changes
    static void stand_ready(lane& of);
    static void link(entry& what);
    static void unlink(entry& what);
    lane& lane_of(const open_delivery& what);
    destination& destination_of(const std::string& name);
    stream& stream_of(destination& to, const std::string& route);
    static lane* next_of(const destination& to, instant even_now, instant wall_now); // null: none may go now
    std::optional<instant> next_due_of(const destination& to) const;                 // of the wall clock
    open_delivery facts_of(const entry& what) const;
    // Moments are kept on the even scale, and told as the wall clock has them.
    instant even(instant wall) const { return scale_ ? scale_->even(wall) : wall; }
    instant wall(instant even) const { return scale_ ? scale_->wall(even) : even; }

    mutable std::optional<even_clock> scale_;

    std::unordered_map<packed_id, entry, packed_id_hash> entries_;
    std::unordered_map<std::string, lane> lanes_; // by route and order key
    std::vector<std::unique_ptr<destination>> destinations_;
    std::unordered_map<std::string, destination*> by_name_;
    std::unordered_map<std::string, instant> routes_; // until when each is paused, of the wall clock
    std::size_t turn_ = 0;
};

} // namespace schakel::outbox
