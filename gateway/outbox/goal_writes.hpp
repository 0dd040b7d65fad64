// The statements that change learning goals in the embedded store. Used by its one writer thread, within its
// transaction.
#pragma once

#include "gateway/outbox/goal_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

namespace schakel::outbox {

// As goal_rows describes them. Every function throws sqlite_error when SQLite refuses; a failure has changed nothing.
class goal_writes {
public:
    explicit goal_writes(connection& db);

    result<goal_number> begin(std::string_view source, instant at);
    result<std::int64_t> add_owner(const goal_owner& what);
    result<done> put(goal_number import, std::span<const goal_block> blocks);
    result<bool> undo(goal_number import, std::size_t most);
    result<done> settle(const goal_settlement& how);
    void add_use(std::int64_t delivery, std::span<const std::string> sources, std::span<const std::string> unknown);
    void remove_use(std::int64_t delivery);
    void keep_fetch(const goal_fetch& what);

private:
    bool is_staged(goal_number import);

    connection& db_;
    statement staged_, add_import_, taken_, add_owner_, add_block_, remove_blocks_, remove_owners_, settle_, add_use_,
        remove_use_, keep_fetch_;
};

} // namespace schakel::outbox
