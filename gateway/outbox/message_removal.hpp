// Old messages: finding those that are kept no longer, and removing them. Private to the embedded store.
#pragma once

#include "gateway/outbox/keeping.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/store.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace schakel::outbox {

// On a connection that reads. Looks at `most` messages from `from` on, oldest first, and moves `from`.
std::vector<std::int64_t>
kept_no_longer(connection& db, const keeping_terms& terms, keeping_place& from, std::size_t most);

// The number of the first message that is still there.
std::int64_t oldest_message(connection& db);

// On the connection that writes, within a transaction.
class message_removal {
public:
    explicit message_removal(connection& db);

    // The message with all that hangs on it. Its entries in the audit log stay, and its bytes in the journal until
    // their segment goes.
    forgotten remove(std::int64_t message);

private:
    statement deliveries_, attempts_, uses_, contents_, delivery_rows_, message_;
};

} // namespace schakel::outbox
