// Everything that launches keep, together.
#pragma once

#include "gateway/launch/attempt.hpp"
#include "gateway/launch/content_items.hpp"
#include "gateway/launch/ledger.hpp"
#include "gateway/launch/registrations.hpp"
#include "gateway/launch/states.hpp"
#include "gateway/outbox/launch_rows.hpp"

namespace schakel::launch {

// What one step of a launch leaves behind: kept together, before its reply is written.
using step_writes =
    outbox::launch_writes; // states by seal(), attempts by to_row(), records by to_record() of content items

struct launch_store {
    // `all` and `time` outlive it. `secret`: what handles are made with, the same in every gateway on the store.
    launch_store(outbox::launch_rows& all, const clock& time, std::string secret)
        : rows(all), states(all, time), ledger(all, time, std::move(secret)), content_items(all, time),
          registrations(all, time) {}

    // False: somebody else took one of the states that it follows from, and nothing is kept.
    result<bool> keep(const step_writes& what) { return rows.keep(what); }

    void keep_later(step_writes what, std::function<void(result<bool>)> then) {
        rows.keep_later(std::move(what), std::move(then));
    }

    outbox::launch_rows& rows;
    launch::states states;
    launch::ledger ledger;
    launch::content_items content_items;
    launch::registrations registrations;
};

} // namespace schakel::launch
