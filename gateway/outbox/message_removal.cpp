#include "gateway/outbox/message_removal.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

namespace schakel::outbox {

namespace {

bool goes(const keeping_term& by, state status, instant received) {
    if (is_open(status)) return false;
    return received < (is_dead_letter(status) ? by.dead : by.finished);
}

} // namespace

std::vector<std::int64_t>
kept_no_longer(connection& db, const keeping_terms& terms, keeping_place& from, std::size_t most) {
    statement messages(
        db, "SELECT seq, received_at, status, standard FROM message WHERE (received_at, seq) > (?, ?) AND "
            "received_at < ? ORDER BY received_at, seq LIMIT ?"
    );
    statement deliveries(db, "SELECT status, route FROM delivery WHERE row >= ? AND row < ?");
    std::vector<std::int64_t> found;
    std::size_t seen = 0;
    for (messages.ask(from.received, from.number, stored_time(terms.latest()), static_cast<std::int64_t>(most));
         messages.next(); ++seen) {
        const std::int64_t number = messages.number(0);
        from.received = messages.number(1);
        from.number = number;
        const instant received = read_time(from.received);
        const std::string standard = messages.text(3);
        bool all = true, any = false;
        for (deliveries.ask(first_delivery(number), first_delivery(number + 1)); deliveries.next(); any = true)
            all = all &&
                  goes(terms.for_delivery(standard, deliveries.text(1)), read_state(deliveries.number(0)), received);
        if (any ? all : goes(terms.for_delivery(standard, {}), read_state(messages.number(2)), received))
            found.push_back(number);
    }
    from.at_end = seen < most;
    return found;
}

std::int64_t oldest_message(connection& db) {
    return db.number("SELECT coalesce(min(seq), 0) FROM message");
}

message_removal::message_removal(connection& db)
    : deliveries_(db, "SELECT row, status FROM delivery WHERE row >= ? AND row < ?"),
      attempts_(db, "DELETE FROM attempt WHERE delivery >= ? AND delivery < ?"),
      uses_(db, "DELETE FROM goal_use WHERE delivery >= ? AND delivery < ?"),
      contents_(
          db, "DELETE FROM content WHERE seq IN (SELECT body FROM message WHERE seq = ?1 UNION SELECT report FROM "
              "message WHERE seq = ?1 UNION SELECT body FROM delivery WHERE row >= ?2 AND row < ?3 UNION SELECT loss "
              "FROM delivery WHERE row >= ?2 AND row < ?3)"
      ),
      delivery_rows_(db, "DELETE FROM delivery WHERE row >= ? AND row < ?"),
      message_(db, "DELETE FROM message WHERE seq = ?") {}

forgotten message_removal::remove(std::int64_t message) {
    const std::int64_t begin = first_delivery(message), end = first_delivery(message + 1);
    forgotten told;
    for (deliveries_.ask(begin, end); deliveries_.next();) {
        ++told.deliveries;
        if (is_dead_letter(read_state(deliveries_.number(1)))) ++told.dead_letters;
    }
    told.messages = 1;
    contents_.run(message, begin, end);
    attempts_.run(begin, end);
    uses_.run(begin, end);
    delivery_rows_.run(begin, end);
    message_.run(message);
    return told;
}

} // namespace schakel::outbox
