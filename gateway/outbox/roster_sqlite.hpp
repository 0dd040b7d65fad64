// Rosters in the embedded store: steps go to its one writer, questions to readers of their own.
#pragma once

#include "gateway/outbox/roster_reads.hpp"
#include "gateway/outbox/roster_rows.hpp"
#include "gateway/outbox/table_follower.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>

namespace schakel::outbox {

class roster_sqlite final : public roster_rows {
public:
    using key_taker = std::function<result<done>(std::span<const key_row> keys)>;

    // The writer outlives this. None: for reading only, and `keys_to` takes keys that are added. `kind`: whose tables,
    // "roster" or "entitlement".
    roster_sqlite(
        const sqlite_settings& settings, table_follower* by, key_taker keys_to = {}, std::string_view kind = "roster"
    );

    result<roster_number> begin(std::string_view school, std::string_view source, instant at) override;
    result<done> put(roster_number version, std::span<const roster_row> rows) override;
    result<done> end(roster_number version, std::span<const roster_key> keys) override;
    result<bool> undo(roster_number version, std::size_t most) override;
    result<done> note(roster_number version, std::string_view summary) override;
    result<done> settle(const roster_settlement& how) override;
    result<bool> forget(std::string_view school, roster_number until, std::size_t most) override;
    result<done> pause(std::string_view school, instant until, const audit_entry& audit) override;
    std::optional<instant> paused_until(std::string_view school) override;
    result<done> add_keys(std::span<const key_row> keys) override;
    result<done> mark_learned(std::string_view school, roster_number up_to) override;
    roster_number learned(std::string_view school) override;
    result<done> keep_sync(const kept_sync& what, std::size_t most) override;
    std::vector<kept_sync> syncs(std::string_view school, std::size_t most) override;
    std::optional<kept_sync> sync(std::string_view id) override;

    std::optional<roster_version> current(std::string_view school, std::optional<instant> at) override;
    std::optional<roster_version> staged(std::string_view school) override;
    std::optional<roster_version> version(roster_number number) override;
    std::vector<roster_version> versions(std::string_view school, roster_number before, std::size_t most) override;
    std::vector<std::string> schools() override;
    std::optional<roster_number> first_since(std::string_view school, instant moment) override;
    std::optional<stored_roster_row> find(std::string_view school, roster_number at, const roster_key& key) override;
    std::vector<stored_roster_row> page(std::string_view school, roster_number at, const roster_page& what) override;
    std::vector<stored_roster_row>
    named(std::string_view school, roster_number at, std::uint8_t kind, std::string_view name) override;
    std::vector<std::optional<known_roster_row>>
    known(std::string_view school, roster_number at, std::span<const roster_key> keys) override;
    std::vector<known_roster_row>
    known_after(std::string_view school, roster_number at, const roster_key& after, std::size_t most) override;
    std::vector<roster_change> begun(
        std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after,
        std::size_t most
    ) override;
    std::vector<roster_change> ended(
        std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after,
        std::size_t most
    ) override;
    std::vector<stored_roster_row> history(std::string_view school, const roster_key& key) override;

private:
    struct reader {
        reader(const sqlite_settings& settings, std::string_view kind);
        connection db;
        roster_reads reads;
        std::mutex mutex;
    };

    roster_writes& writes(sqlite_writes& with) const;
    template <class Value>
    result<Value> write(std::function<result<Value>(sqlite_writes&)> step, std::optional<audit_entry> audit = {});
    template <class Asked>
    auto read(Asked ask);
    std::optional<roster_version> remembered_current(std::string_view school);

    // What is published now, of each school that somebody asked for: every launch and every question begins with it.
    // Only where all writing goes through this object; each write makes an end to what was read before it ended.
    struct published {
        std::mutex mutex;
        std::uint64_t writes = 0;
        std::map<std::string, std::optional<roster_version>, std::less<>> of;
    };

    published published_;
    table_follower* writer_;
    key_taker keys_to_;
    bool entitlements_;
    std::array<std::unique_ptr<reader>, 2> readers_; // a long answer makes the next one wait only when both are busy
    std::atomic<unsigned> turn_{0};
};

} // namespace schakel::outbox
