// The launch store in a file that several processes have open: steps go to its commits, questions to readers of their
// own.
#pragma once

#include "gateway/outbox/launch_commits.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <atomic>
#include <mutex>

namespace schakel::outbox {

class launch_sqlite final : public launch_rows {
public:
    explicit launch_sqlite(const launch_settings& settings);

    result<bool> keep(const launch_writes& what) override;
    void keep_later(launch_writes what, std::function<void(result<bool>)> then) override;
    result<std::optional<std::string>> take(std::string_view key, instant now) override;
    std::optional<std::string> look(std::string_view key, instant now) override;
    result<std::optional<std::size_t>> use(std::span<const used_value> all) override;
    std::vector<waiting_audit> audits(std::size_t most) override;
    result<done> audits_collected(std::uint64_t up_to) override;
    result<bool> sort() override;
    std::vector<launch_attempt> attempts(const attempt_filter& which) override;
    result<std::optional<std::uint64_t>> put(const launch_record& what, put_when when) override;
    result<bool> remove(std::uint8_t kind, std::string_view id) override;
    std::optional<launch_record> find(std::uint8_t kind, std::string_view id, instant now) override;
    std::vector<launch_record> list(const record_filter& which, instant now) override;
    result<bool> forget(instant now, instant attempts_before) override;
    bool can_write() const override { return commits_.can_write(); }

private:
    // One connection for what the traffic asks, one for what people ask: a long list makes no launch wait.
    struct traffic_reader {
        explicit traffic_reader(const launch_settings& settings);
        connection db;
        statement look, find;
        std::mutex mutex;
    };
    struct people_reader {
        explicit people_reader(const launch_settings& settings);
        connection db;
        statement persons, audits;
        std::mutex mutex;
    };

    std::atomic<bool> sorts_unsynced_{false};
    launch_commits commits_; // ends before what it tells
    traffic_reader traffic_;
    people_reader people_;
};

} // namespace schakel::outbox
