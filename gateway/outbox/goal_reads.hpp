// The statements that read learning goals from the embedded store, on a connection of their own. Not thread-safe;
// guarded by a mutex.
#pragma once

#include "gateway/outbox/goal_rows.hpp"
#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <set>

namespace schakel::outbox {

// As goal_rows describes them; every function throws sqlite_error when SQLite refuses.
class goal_reads {
public:
    goal_reads(connection& db, const journal_reader& journal);

    std::optional<goal_import> staged();
    goal_number newest();
    std::vector<goal_import> imports(std::size_t most);
    std::vector<goal_owner> owners();
    std::optional<goal_owner> owner(std::string_view id);
    std::int64_t last_owner(); // the highest number that was ever given
    std::vector<goal_use> uses(const goal_use_filter& which);
    std::optional<goal_fetch> last_fetch(std::string_view source);

private:
    void add_uses(statement& asked, std::set<std::int64_t>& into);

    const journal_reader& journal_; // loss reports lie there
    statement staged_, newest_, imports_, owners_, owner_, last_owner_;
    statement all_uses_, uses_of_, unknown_uses_, use_, last_fetch_;
};

} // namespace schakel::outbox
