// What is written for launches, within a transaction that the caller began.
#pragma once

#include "gateway/outbox/launch_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::outbox {

class launch_writing {
public:
    explicit launch_writing(connection& db);

    // A state lies in this row, or in one of the seven behind it.
    static std::int64_t first_row_of(std::string_view key);
    std::optional<std::int64_t> row_of(std::string_view key); // none: it is not there
    void drop_state(std::int64_t row);
    void add(const launch_state& what);
    struct taken {
        std::string bytes;
        bool lasting = false;
    };
    std::optional<taken> take(std::string_view key, instant now);

    std::optional<std::size_t> use(std::span<const used_value> all);

    void note(const launch_attempt& what);
    void note(const audit_entry& what);
    std::int64_t sort(std::int64_t most); // how many
    void audits_collected(std::uint64_t up_to);

    std::optional<std::uint64_t> put(const launch_record& what, put_when when);
    bool remove(std::uint8_t kind, std::string_view id);

    void mark(); // changes something that means nothing, so that a commit has something to sync

    bool forget(instant now, instant attempts_before, std::int64_t most); // true: there is more

private:
    void keep(const launch_attempt& what);
    bool forget_states(instant now);

    std::int64_t forgotten_up_to_ = -1; // rows of states that forget() has looked at on its way through
    statement find_state_, add_state_, take_state_, remove_state_, note_, events_, drop_events_, add_audit_,
        drop_audits_, is_used_, use_, keep_attempt_, keep_person_, record_version_, put_record_, remove_record_,
        last_looked_at_, forget_states_, forget_used_, forget_records_, forget_attempts_, forget_persons_, mark_;
};

} // namespace schakel::outbox
