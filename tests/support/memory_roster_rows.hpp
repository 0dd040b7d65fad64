// Rows of rosters in memory, done in the plainest way: the other implementation of the contract, for tests of whatever
// loads and reads rosters.
#pragma once

#include "gateway/outbox/roster_rows.hpp"

#include <functional>
#include <map>
#include <mutex>

namespace schakel::test {

class memory_roster_rows final : public outbox::roster_rows {
public:
    using number = outbox::roster_number;

    result<number> begin(std::string_view school, std::string_view source, instant at) override;
    result<done> put(number version, std::span<const outbox::roster_row> rows) override;
    result<done> end(number version, std::span<const outbox::roster_key> keys) override;
    result<bool> undo(number version, std::size_t most) override;
    result<done> note(number version, std::string_view summary) override;
    result<done> settle(const outbox::roster_settlement& how) override;
    result<bool> forget(std::string_view school, number until, std::size_t most) override;
    result<done> pause(std::string_view school, instant until, const outbox::audit_entry& audit) override;
    std::optional<instant> paused_until(std::string_view school) override;
    result<done> add_keys(std::span<const outbox::key_row> keys) override;
    result<done> mark_learned(std::string_view school, number up_to) override;
    number learned(std::string_view school) override;
    result<done> keep_sync(const outbox::kept_sync& what, std::size_t most) override;
    std::vector<outbox::kept_sync> syncs(std::string_view school, std::size_t most) override;
    std::optional<outbox::kept_sync> sync(std::string_view id) override;

    std::optional<outbox::roster_version> current(std::string_view school, std::optional<instant> at) override;
    std::optional<outbox::roster_version> staged(std::string_view school) override;
    std::optional<outbox::roster_version> version(number which) override;
    std::vector<outbox::roster_version> versions(std::string_view school, number before, std::size_t most) override;
    std::vector<std::string> schools() override;
    std::optional<number> first_since(std::string_view school, instant moment) override;
    std::optional<outbox::stored_roster_row>
    find(std::string_view school, number at, const outbox::roster_key& key) override;
    std::vector<outbox::stored_roster_row>
    page(std::string_view school, number at, const outbox::roster_page& what) override;
    std::vector<outbox::stored_roster_row>
    named(std::string_view school, number at, std::uint8_t kind, std::string_view name) override;
    std::vector<std::optional<outbox::known_roster_row>>
    known(std::string_view school, number at, std::span<const outbox::roster_key> keys) override;
    std::vector<outbox::known_roster_row>
    known_after(std::string_view school, number at, const outbox::roster_key& after, std::size_t most) override;
    std::vector<outbox::roster_change> begun(
        std::string_view school, number from, number to, const outbox::roster_change_cursor& after, std::size_t most
    ) override;
    std::vector<outbox::roster_change> ended(
        std::string_view school, number from, number to, const outbox::roster_change_cursor& after, std::size_t most
    ) override;
    std::vector<outbox::stored_roster_row> history(std::string_view school, const outbox::roster_key& key) override;

    // What only tests may ask.
    const std::vector<outbox::key_row>& keys() const { return keys_; }
    const std::vector<outbox::audit_entry>& audit() const { return audit_; }
    void refuse_writing(bool yes) { refuses_ = yes; }

private:
    using row = outbox::stored_roster_row;
    using rows = std::map<outbox::roster_key, std::vector<row>>; // of a key, oldest first

    outbox::roster_version* staged_version(number version);
    void close_open_row(rows& of, const outbox::roster_key& key, number version);
    std::vector<row> all(std::string_view school, const std::function<bool(const row&)>& wanted) const;
    std::vector<outbox::roster_change> changes(
        std::string_view school, number from, number to, const outbox::roster_change_cursor& after, std::size_t most,
        bool ended
    ) const;

    mutable std::recursive_mutex mutex_;
    std::map<number, outbox::roster_version> versions_;
    std::map<std::string, number, std::less<>> current_;
    std::map<std::string, rows, std::less<>> schools_;
    std::map<std::string, instant, std::less<>> paused_;
    std::map<std::string, number, std::less<>> learned_;
    std::vector<outbox::kept_sync> syncs_; // newest first
    std::vector<outbox::key_row> keys_;
    std::vector<outbox::audit_entry> audit_;
    std::int64_t last_place_ = 0;
    bool refuses_ = false;
};

} // namespace schakel::test
