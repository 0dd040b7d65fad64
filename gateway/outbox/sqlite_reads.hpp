// The statements that read the embedded store, on a connection of their own: they see the last committed state and
// never wait for the writer. Not thread-safe; the store guards each with a mutex.
#pragma once

#include "gateway/outbox/delivery_queue.hpp"
#include "gateway/outbox/journal_entry.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

class sqlite_reads {
public:
    sqlite_reads(connection& db, const journal_reader& journal);

    // Everything that is waiting or held, in order of acceptance; answers the number of dead letters seen beside it.
    std::uint64_t open_deliveries(const std::function<void(open_delivery)>& each);

    result<delivery> whole_delivery(std::int64_t row); // failure: its body is damaged
    // By the columns alone: what the index of terms knows (key, text, copy_of) is not asked.
    message_page list(const message_filter& filter);
    // Of these messages, ascending, those in the state and the time of the filter.
    message_page list_of(const message_filter& filter, std::vector<std::int64_t> among);
    result<message_history> show(std::string_view id);
    std::optional<message> message_numbered(std::int64_t seq);
    std::optional<std::string> id_of_message(std::int64_t seq);
    std::int64_t last_delivery(std::int64_t message); // the highest row
    std::optional<std::string> key_value(std::string_view school, std::string_view table, std::string_view key);
    std::uint64_t messages();
    std::int64_t oldest_message();                 // its number; 0: there is none
    std::set<std::uint32_t> segments_with_texts(); // of the journal, that messages which are kept lie in
    result<std::uint64_t> verify_audit();

private:
    std::vector<std::int64_t> in_state(state wanted); // one that needs attention
    void narrow_by_time(const message_filter& filter, std::vector<std::int64_t>& among);
    std::optional<std::int64_t> seq_of(std::string_view message_id);
    result<message> whole_message(std::int64_t seq);
    std::vector<delivery> deliveries_of(std::int64_t message, std::vector<attempt>& attempts);
    result<std::string> content(std::int64_t seq, const std::optional<journal_text>& in_journal);
    std::string note(std::int64_t seq, const std::optional<journal_text>& in_journal);

    connection& db_;
    const journal_reader& journal_;
    statement content_, open_, delivery_, deliveries_of_, attempts_, audit_, message_, seq_of_, last_delivery_,
        key_value_;
};

// The columns of message `m` in the order in which take_message() reads them.
inline constexpr std::string_view message_columns =
    "m.seq, m.id, m.status, m.received_at, m.body, m.report, m.replay_of, m.standard, m.kind, m.sender, m.school, "
    "m.listener, m.method, m.path, m.envelope, m.content_type, m.trace_parent, "
    "ifnull(m.body_digest, (SELECT digest FROM content c WHERE c.seq = m.body)), m.body_at, m.body_length, "
    "m.body_digest, "
    "m.report_at, m.report_length, m.report_digest";
message take_message(const statement& row);

} // namespace schakel::outbox
