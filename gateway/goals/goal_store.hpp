// The learning goals of a gateway: every release of every framework and every version of every mapping set that was
// ever imported.
//
// Thread-safe. An import waits for the disk: not for threads that serve sockets.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/goals/goal_load.hpp"
#include "gateway/outbox/goal_rows.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace schakel::goals {

// A release or a version of a mapping set in the store.
struct stored_owner {
    outbox::goal_number import = 0;
    owner_head head;
};

class goal_store {
public:
    // Both outlive the store, its loads and its views.
    goal_store(outbox::goal_rows& rows, const clock& time) : rows_(rows), time_(time) {}

    // An import that a former process left unfinished. Once, at start.
    void take_back_unfinished();

    std::unique_ptr<goal_load> begin(std::string source) { return std::make_unique<goal_load>(rows_, time_, source); }

    // In order of import. One whose head cannot be read is left out.
    std::vector<stored_owner> owners() const;
    std::vector<outbox::goal_import> imports(std::size_t most) const { return rows_.imports(most); } // newest first
    // Rises with every import that brought something; 0: nothing was imported.
    outbox::goal_number newest() const { return rows_.newest(); }

    // Everything that was ever imported, as the readers gave it. Failure: bytes that are no record; what came before
    // has been given.
    result<done> replay(goal_sink& into) const;
    // The same as a view, in memory; made anew when something was imported since. Null: nothing was imported, or it
    // cannot be read.
    std::shared_ptr<const goal_view> view() const;

private:
    result<done> replay(const outbox::goal_owner& one, goal_sink& into) const;

    outbox::goal_rows& rows_;
    const clock& time_;
    mutable std::mutex mutex_; // of the view
    mutable std::shared_ptr<const goal_view> view_;
    mutable outbox::goal_number seen_ = 0;
};

} // namespace schakel::goals
