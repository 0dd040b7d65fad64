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
    result<done> settle(const goal_settlement& how, std::span<const goal_owner> owners);
    void add_use(std::int64_t delivery, std::span<const std::string> sources, std::span<const std::string> unknown);
    void remove_use(std::int64_t delivery);
    void keep_fetch(const goal_fetch& what);

private:
    connection& db_;
    statement staged_, add_import_, add_owner_, settle_, add_use_, remove_use_, keep_fetch_;
};

} // namespace schakel::outbox
